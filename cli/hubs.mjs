// ./homeport hub: the hubs of the installation and their access policies.

import { Hub } from './hub.mjs';
import { signedIn } from './people.mjs';
import { UsageError, read, table } from './terminal.mjs';

export const HUB_USAGE = `usage: ./homeport hub list [--json]
       ./homeport hub create NAME --host HOST… [--weight N] [--network CIDR]…
       ./homeport hub update NAME [--host HOST]… [--weight N] [--network CIDR|none]…
       ./homeport hub delete NAME [--with-devices]
       ./homeport hub policies NAME [--json]
       ./homeport hub create-policy NAME POLICY --right registryRead|registryWrite|serviceConnect|deviceConnect…
       ./homeport hub keys NAME POLICY [--json]
       ./homeport hub renew-key NAME POLICY primary|secondary [--json]
       ./homeport hub delete-policy NAME POLICY`;

const HUBS = '/api/v1/hubs';
const host = {
  host: { type: 'string', multiple: true },
  weight: { type: 'string' },
  network: { type: 'string', multiple: true },
};

/** What each action takes: how many arguments, and which options. */
const ACTIONS = {
  list: { count: 0 },
  create: { count: 1, options: host },
  update: { count: 1, options: host },
  delete: { count: 1, options: { 'with-devices': { type: 'boolean' } } },
  policies: { count: 1 },
  'create-policy': { count: 2, options: { right: { type: 'string', multiple: true } } },
  keys: { count: 2 },
  'renew-key': { count: 3 },
  'delete-policy': { count: 2 },
};

/** Runs `work` with the hub that is asked for: the first one by its owner's rights, another one by those of `signedIn`. */
export async function withHub(name, work) {
  if (name === undefined) return work(new Hub(process.env));
  return signedIn(process.env, (_, headers) =>
    work(new Hub(process.env, { name, headers: { 'X-Homeport-Request': '1', ...headers } })),
  );
}

export async function hub([action, ...args]) {
  if (!Object.hasOwn(ACTIONS, action ?? '')) {
    throw new UsageError(action ? `hub: no action ${action}` : 'hub: which action?');
  }
  const { count, options } = ACTIONS[action];
  const { values, positionals } = read(`hub ${action}`, args, options ?? {});
  if (positionals.length !== count) {
    throw new UsageError(`hub ${action}: ${positionals.length > count ? 'too many arguments' : 'something is missing'}`);
  }
  await signedIn(process.env, (call) => run(action, call, positionals.map(encodeURIComponent), positionals, values));
  return 0;
}

async function run(action, call, [one, policy, key], [name, policyName], { json, ...values }) {
  const policies = `${HUBS}/${one}/policies`;
  switch (action) {
    case 'list':
      return showHubs((await call('GET', HUBS)).items, json);
    case 'create':
      if (!values.host) throw new UsageError('hub create: --host is missing');
      await call('POST', HUBS, { name, hostNames: values.host, ...weight(values), ...networks(values) });
      return console.error(`hub ${name} is there`);
    case 'update':
      await call('PATCH', `${HUBS}/${one}`, { hostNames: values.host, ...weight(values), ...networks(values) });
      return console.error(`hub ${name} is changed`);
    case 'delete':
      await call('DELETE', `${HUBS}/${one}${values['with-devices'] ? `?confirm=${one}` : ''}`);
      return console.error(`hub ${name} is ended; its data is being removed`);
    case 'policies':
      return showPolicies((await call('GET', policies)).items, json);
    case 'create-policy':
      if (!values.right) throw new UsageError('hub create-policy: --right is missing');
      await call('POST', policies, { name: policyName, rights: values.right });
      return console.error(`policy ${policyName} is made`);
    case 'keys':
      return showKeys(await call('GET', `${policies}/${policy}/keys`), json);
    case 'renew-key':
      return showKeys(await call('POST', `${policies}/${policy}/keys/${key}`), json);
    default:
      await call('DELETE', `${policies}/${policy}`);
      return console.error(`policy ${policyName} is deleted`);
  }
}

function weight({ weight: text }) {
  if (text === undefined) return {};
  if (!/^\d{1,4}$/.test(text)) throw new UsageError('--weight is a number from 0 to 1000');
  return { weight: Number(text) };
}

function networks({ network }) {
  if (network === undefined) return {};
  return { networks: network.filter((one) => one !== 'none') };
}

function showHubs(items, json) {
  if (json) return console.log(JSON.stringify(items));
  return console.log(
    table(
      ['HUB', 'HOST NAMES', 'WEIGHT', 'DEVICES', 'CONNECTED'],
      items.map((one) => [
        one.name,
        one.hostNames.join(' '),
        String(one.weight),
        String(one.devices.total),
        String(one.devices.connected),
      ]),
    ),
  );
}

function showPolicies(items, json) {
  if (json) return console.log(JSON.stringify(items));
  return console.log(
    table(
      ['POLICY', 'RIGHTS'],
      items.map((one) => [one.name, one.rights.join(' ')]),
    ),
  );
}

/** The first connection string alone goes to the standard output, for scripts. */
function showKeys(keys, json) {
  console.log(json ? JSON.stringify(keys) : keys.connectionString);
}
