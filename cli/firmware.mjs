// ./homeport firmware: the library of what devices can be updated to.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';

import { HubError } from './https.mjs';
import { withHub } from './hubs.mjs';
import { UsageError, read, table, time } from './terminal.mjs';

export const FIRMWARE_USAGE = `usage: ./homeport firmware upload FILE --name NAME --version VERSION [--description TEXT] [--model MODEL]…
                                  [--minimum-version VERSION] [--hardware-revision REVISION]… [--json]
       ./homeport firmware list [--json]
       ./homeport firmware show NAME VERSION [--json]
       ./homeport firmware delete NAME VERSION
       ./homeport firmware key [--import FILE] [--json]
       with --hub HUB: of another hub than main; the key is that of all hubs`;

const TEXT = { type: 'string' };
const TEXTS = { type: 'string', multiple: true };
const OPTIONS = {
  upload: {
    name: TEXT,
    version: TEXT,
    description: TEXT,
    model: TEXTS,
    'minimum-version': TEXT,
    'hardware-revision': TEXTS,
  },
  list: {},
  show: {},
  delete: {},
  key: { import: TEXT },
};
const ARGUMENTS = { upload: ['FILE'], list: [], show: ['NAME', 'VERSION'], delete: ['NAME', 'VERSION'], key: [] };
const ACTIONS = { upload, list, show, delete: remove, key };
const PIECE = 8 << 20;
const TRIES = 5;

export async function firmware([action, ...args]) {
  if (!Object.hasOwn(ACTIONS, action ?? '')) {
    throw new UsageError(action ? `firmware: no action ${action}` : 'firmware: upload, list, show, delete or key?');
  }
  const { values, positionals } = read(`firmware ${action}`, args, { ...OPTIONS[action], hub: TEXT });
  const missing = ARGUMENTS[action][positionals.length];
  if (missing) throw new UsageError(`firmware ${action}: ${missing} is missing`);
  if (positionals.length > ARGUMENTS[action].length) throw new UsageError(`firmware ${action}: too many arguments`);
  await withHub(values.hub, (hub) => ACTIONS[action](hub, values, ...positionals));
  return 0;
}

async function upload(hub, values, file) {
  if (!values.name || !values.version) throw new UsageError('firmware upload: --name and --version are needed');
  const { size } = await stat(file).catch((problem) => {
    throw new HubError(problem.message);
  });
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  const begun = await hub.own('POST', '/firmware/uploads', {
    name: values.name,
    version: values.version,
    description: values.description ?? '',
    size,
    sha256: hash.digest('hex'),
    models: values.model ?? [],
    minimumVersion: values['minimum-version'] ?? null,
    hardwareRevisions: values['hardware-revision'] ?? [],
  });
  if (begun.received > 0) console.error(`goes on after ${begun.received} of ${size} bytes`);
  await send(hub, file, begun);
  const made = await hub.own('POST', `/firmware/uploads/${begun.id}/complete`);
  console.log(values.json ? JSON.stringify(made) : `${made.name} ${made.version} is in the library, SHA-256 ${made.sha256}`);
}

/** Piece by piece; a piece that breaks off goes on where the server says. */
async function send(hub, file, begun) {
  const { id, size } = begun;
  let { received } = begun;
  let failures = 0;
  while (received < size) {
    const end = Math.min(size, received + PIECE);
    try {
      const bytes = createReadStream(file, { start: received, end: end - 1 }).pipe(progress(received, size));
      ({ received } = await hub.sendBytes('PUT', `/firmware/uploads/${id}/content`, bytes, {
        'Content-Range': `bytes ${received}-${end - 1}/${size}`,
        'Content-Length': end - received,
      }));
      failures = 0;
    } catch (problem) {
      if (!(problem instanceof HubError) || ++failures === TRIES) throw problem;
      await new Promise((resolve) => setTimeout(resolve, 1000 * failures));
      ({ received } = await hub.own('GET', `/firmware/uploads/${id}`));
    }
  }
  if (process.stderr.isTTY) process.stderr.write('\n');
}

function progress(from, size) {
  let sent = from;
  return new Transform({
    transform(chunk, _, done) {
      sent += chunk.length;
      if (process.stderr.isTTY) process.stderr.write(`\r${Math.floor((sent / size) * 100)} % of ${size} bytes`);
      done(null, chunk);
    },
  });
}

async function list(hub, { json }) {
  const { items } = await hub.own('GET', '/firmware');
  console.log(
    json
      ? JSON.stringify(items)
      : table(
          ['NAME', 'VERSION', 'BYTES', 'MODELS', 'UPLOADED', 'BY'],
          items.map((one) => [
            one.name,
            one.version,
            String(one.size),
            one.models.join(' ') || 'all',
            time(one.uploadedAt),
            one.uploadedBy,
          ]),
        ),
  );
}

/** The version of that name. */
export async function find(hub, name, version) {
  const { items } = await hub.own('GET', '/firmware');
  const found = items.find((one) => one.name === name && one.version === version);
  if (!found) throw new HubError(`there is no version ${version} of ${name}`);
  return found;
}

async function show(hub, { json }, name, version) {
  const found = await find(hub, name, version);
  if (json) {
    console.log(JSON.stringify(found));
    return;
  }
  const lines = [
    ['id', found.id],
    ['name', found.name],
    ['version', found.version],
    ['description', found.description],
    ['bytes', String(found.size)],
    ['SHA-256', found.sha256],
    ['models', found.models.join(', ') || 'all'],
    ['from version', found.minimumVersion ?? 'any'],
    ['hardware', found.hardwareRevisions.join(', ') || 'all'],
    ['uploaded', `${time(found.uploadedAt)} by ${found.uploadedBy}`],
    ['signature', found.signature],
  ];
  console.log(lines.map(([label, value]) => `${label.padEnd(13)}${value}`.trimEnd()).join('\n'));
}

async function remove(hub, _, name, version) {
  const { id } = await find(hub, name, version);
  await hub.own('DELETE', `/firmware/${id}`);
  console.error(`${name} ${version} is deleted`);
}

async function key(hub, values) {
  let shown;
  if (values.import) {
    const pem = [];
    for await (const chunk of createReadStream(values.import)) pem.push(chunk);
    shown = await hub.own('PUT', '/firmware/signing-key', { privateKey: Buffer.concat(pem).toString('utf8') });
  } else {
    shown = await hub.own('GET', '/firmware/signing-key');
  }
  process.stdout.write(values.json ? `${JSON.stringify(shown)}\n` : shown.publicKey);
}
