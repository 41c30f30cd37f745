// ./homeport ca: the certificate authorities whose devices a hub, or the provisioning service, trusts.

import { readFileSync } from 'node:fs';

import { signedIn } from './people.mjs';
import { UsageError, read, table, time } from './terminal.mjs';

export const CA_USAGE = `usage: ./homeport ca list [--hub HUB] [--json]
       ./homeport ca add NAME FILE [--verified] [--hub HUB]
       ./homeport ca code NAME [--hub HUB]
       ./homeport ca verify NAME FILE [--hub HUB]
       ./homeport ca enable NAME [--hub HUB]
       ./homeport ca disable NAME [--hub HUB]
       ./homeport ca delete NAME [--hub HUB]
       with --provisioning in place of --hub: those of the provisioning service`;

const ARGUMENTS = { list: 0, add: 2, code: 1, verify: 2, enable: 1, disable: 1, delete: 1 };

export async function ca([action, ...args]) {
  if (!Object.hasOwn(ARGUMENTS, action ?? '')) {
    throw new UsageError(action ? `ca: no action ${action}` : 'ca: which action?');
  }
  const { values, positionals } = read(`ca ${action}`, args, {
    hub: { type: 'string' },
    provisioning: { type: 'boolean' },
    ...(action === 'add' && { verified: { type: 'boolean' } }),
  });
  if (positionals.length !== ARGUMENTS[action]) {
    throw new UsageError(`ca ${action}: ${positionals.length > ARGUMENTS[action] ? 'too many arguments' : 'something is missing'}`);
  }
  const [name, file] = positionals;
  if (values.provisioning && values.hub) throw new UsageError(`ca ${action}: --hub or --provisioning`);
  const owner = values.provisioning ? 'provisioning' : `hubs/${encodeURIComponent(values.hub ?? 'main')}`;
  const all = `/api/v1/${owner}/certificates`;
  const one = `${all}/${encodeURIComponent(name ?? '')}`;
  const certificate = file && pem(readFileSync(file));
  await signedIn(process.env, async (call) => {
    switch (action) {
      case 'list':
        return show((await call('GET', all)).items, values.json);
      case 'add': {
        await call('POST', all, { name, certificate, verified: values.verified === true });
        const next = values.verified ? '' : `; prove that you hold its key: ./homeport ca code ${name}`;
        return console.error(`${name} is taken up${next}`);
      }
      case 'code': {
        console.error('Sign a certificate with this as its common name (CN) with the key of the authority, then:');
        console.error(`./homeport ca verify ${name} FILE`);
        return console.log((await call('POST', `${one}/verification-code`)).verificationCode);
      }
      case 'verify':
        await call('POST', `${one}/verify`, { certificate });
        return console.error(`${name} is verified`);
      case 'delete':
        await call('DELETE', one);
        return console.error(`${name} is removed`);
      default:
        await call('PATCH', one, { enabled: action === 'enable' });
        return console.error(`${name} is ${action}d`);
    }
  });
  return 0;
}

/** PEM as it is; DER, which begins with a byte that no text begins with, as base64. */
export function pem(bytes) {
  return bytes[0] === 0x30 && bytes[1] >= 0x80 ? bytes.toString('base64') : bytes.toString('utf8');
}

function show(items, json) {
  if (json) return console.log(JSON.stringify(items));
  return console.log(
    table(
      ['NAME', 'SUBJECT', 'VERIFIED', 'STATUS', 'EXPIRES'],
      items.map((one) => [
        one.name,
        one.subject,
        one.verified ? 'yes' : 'no',
        one.enabled ? 'enabled' : 'disabled',
        time(one.notAfter),
      ]),
    ),
  );
}
