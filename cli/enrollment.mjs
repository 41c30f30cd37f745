// ./homeport enrollment: who may be provisioned, and which device was assigned to which hub.

import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pem } from './ca.mjs';
import { parseConnectionString, sharedAccessSignature } from './hub.mjs';
import { HubError, exchange, refusal } from './https.mjs';
import { signedIn } from './people.mjs';
import { UsageError, parseJson, read, table, time } from './terminal.mjs';

export const ENROLLMENT_USAGE = `usage: ./homeport enrollment create ID [--group] [--device DEVICE] [--twin JSON] [--json]
           [--key KEY | --certificate FILE | --ca NAME | --endorsement-key KEY]
           [--hub NAME]… [--allocation hashed|geoLatency|static|custom] [--webhook URL] [--reprovision migrate|reset|never]
       ./homeport enrollment list [--group] [--json]
       ./homeport enrollment show ID [--group] [--json]
       ./homeport enrollment key ID [--group --device REGISTRATION] [--json]
       ./homeport enrollment enable ID [--group], disable ID [--group], delete ID [--group]
       ./homeport enrollment registrations GROUP [--json]
       ./homeport enrollment allocation-key [--renew] [--json]`;

const API_VERSION = '2021-10-01';
const PAGE = 1000;

const OPTIONS = {
  group: { type: 'boolean' },
  key: { type: 'string' },
  certificate: { type: 'string' },
  ca: { type: 'string' },
  'endorsement-key': { type: 'string' },
  device: { type: 'string' },
  hub: { type: 'string', multiple: true },
  allocation: { type: 'string' },
  webhook: { type: 'string' },
  reprovision: { type: 'string' },
  twin: { type: 'string' },
  renew: { type: 'boolean' },
};

const ACTIONS = {
  create,
  list,
  show,
  key,
  enable,
  disable,
  delete: remove,
  registrations,
  'allocation-key': allocationKey,
};
const WITHOUT_ID = ['list', 'allocation-key'];

/** The provisioning service behind the variables that `./homeport env` prints. */
class Provisioning {
  #connection = parseConnectionString(process.env.IOTHUB_PROVISIONING_CONNECTION_STRING);

  async call(method, path, content, headers = {}) {
    const body = content === undefined ? undefined : Buffer.from(JSON.stringify(content));
    const answer = await exchange({
      url: process.env.HOMEPORT_CONSOLE_URL,
      caFile: process.env.HOMEPORT_CA_FILE,
      method,
      path: `${path}?api-version=${API_VERSION}`,
      headers: {
        Authorization: sharedAccessSignature(this.#connection),
        ...(body && { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': body.length }),
        ...headers,
      },
      body,
    });
    if (answer.status >= 300) throw new HubError(refusal(answer));
    return { content: answer.text ? JSON.parse(answer.text) : undefined, headers: answer.headers };
  }

  /** All results of a query, page by page. */
  async all(path) {
    const all = [];
    let continuation;
    do {
      const { content, headers } = await this.call('POST', `${path}/query`, { query: '*' }, {
        'x-ms-max-item-count': PAGE,
        ...(continuation && { 'x-ms-continuation': continuation }),
      });
      all.push(...content);
      continuation = headers['x-ms-continuation'];
    } while (continuation);
    return all;
  }
}

export async function enrollment([action, ...args]) {
  if (!Object.hasOwn(ACTIONS, action ?? '')) {
    throw new UsageError(action ? `enrollment: no action ${action}` : 'enrollment: which action?');
  }
  const { positionals, values } = read(`enrollment ${action}`, args, OPTIONS);
  const [id, ...rest] = positionals;
  if (rest.length > 0 || (WITHOUT_ID.includes(action) && id !== undefined)) {
    throw new UsageError(`enrollment ${action}: too many arguments`);
  }
  if (!WITHOUT_ID.includes(action) && !id) throw new UsageError(`enrollment ${action}: the ID is missing`);
  await ACTIONS[action](new Provisioning(), id, values);
  return 0;
}

const collection = (group) => (group ? '/enrollmentGroups' : '/enrollments');
const pathOf = (id, group) => `${collection(group)}/${encodeURIComponent(id)}`;

const REPROVISION = {
  migrate: { updateHubAssignment: true, migrateDeviceData: true },
  reset: { updateHubAssignment: true, migrateDeviceData: false },
  never: { updateHubAssignment: false, migrateDeviceData: true },
};

async function create(service, id, values) {
  const { group, device, hub, twin, webhook, reprovision, json } = values;
  if (group && device) throw new UsageError('enrollment create: a group has no --device');
  if (reprovision && !Object.hasOwn(REPROVISION, reprovision)) {
    throw new UsageError('--reprovision is migrate, reset or never');
  }
  const { content } = await service.call('PUT', pathOf(id, group), {
    [group ? 'enrollmentGroupId' : 'registrationId']: id,
    attestation: attestation(values),
    deviceId: device,
    iotHubs: hub,
    allocationPolicy: values.allocation,
    customAllocationDefinition: webhook && { webhookUrl: webhook },
    reprovisionPolicy: REPROVISION[reprovision],
    initialTwin: twin === undefined ? undefined : parseJson('--twin', twin),
  });
  if (json) {
    console.log(JSON.stringify(content));
    return;
  }
  const { type, symmetricKey } = content.attestation;
  lines([
    ['provisioning host', process.env.HOMEPORT_PROVISIONING_HOST],
    ['id scope', process.env.HOMEPORT_ID_SCOPE],
    [group ? 'group' : 'registration id', id],
    symmetricKey ? [group ? 'key of the group' : 'key', symmetricKey.primaryKey] : ['attestation', type],
  ]);
}

/** By keys, which are made, unless something else is named. */
function attestation({ group, key: primaryKey, certificate, ca, 'endorsement-key': endorsementKey }) {
  if ([primaryKey, certificate, ca, endorsementKey].filter((way) => way !== undefined).length > 1) {
    throw new UsageError('enrollment create: one of --key, --certificate, --ca, --endorsement-key');
  }
  if (certificate !== undefined) {
    const pair = { primary: { certificate: pem(readFileSync(certificate)) } };
    return { type: 'x509', x509: group ? { signingCertificates: pair } : { clientCertificates: pair } };
  }
  if (ca !== undefined) return { type: 'x509', x509: { caReferences: { primary: ca } } };
  if (endorsementKey !== undefined) return { type: 'tpm', tpm: { endorsementKey } };
  return { type: 'symmetricKey', symmetricKey: { primaryKey } };
}

function lines(pairs) {
  const width = Math.max(...pairs.map(([name]) => name.length));
  pairs.forEach(([name, text]) => console.log(`${name.padEnd(width)}  ${text}`));
}

async function list(service, _, { group, json }) {
  const all = await service.all(collection(group));
  if (json) {
    console.log(JSON.stringify(all));
    return;
  }
  console.log(
    table(
      [group ? 'GROUP' : 'REGISTRATION', 'STATUS', 'ATTESTATION', 'HUBS', 'CHANGED'],
      all.map((one) => [
        group ? one.enrollmentGroupId : one.registrationId,
        one.provisioningStatus,
        one.attestation.type,
        one.iotHubs?.join(', ') ?? '(all)',
        time(one.lastUpdatedDateTimeUtc),
      ]),
    ),
  );
}

async function show(service, id, { group, json }) {
  const { content } = await service.call('GET', pathOf(id, group));
  console.log(json ? JSON.stringify(content) : JSON.stringify(content, null, 2));
}

/** The key of a device, or of a group; of a device of a group, the one that is derived for it. */
async function key(service, id, { group, device, json }) {
  if (device && !group) throw new UsageError('enrollment key: --device goes with --group');
  const { content } = await service.call('POST', `${pathOf(id, group)}/attestationmechanism`, {});
  if (content.type !== 'symmetricKey') throw new HubError(`${id} has no key: its attestation is ${content.type}`);
  const { primaryKey } = content.symmetricKey;
  const wanted = device
    ? createHmac('sha256', Buffer.from(primaryKey, 'base64')).update(device).digest('base64')
    : primaryKey;
  console.log(json ? JSON.stringify({ id: device ?? id, key: wanted }) : wanted);
}

function enable(service, id, values) {
  return turn(service, id, values, 'enabled');
}

function disable(service, id, values) {
  return turn(service, id, values, 'disabled');
}

async function turn(service, id, { group }, provisioningStatus) {
  const path = pathOf(id, group);
  const { content } = await service.call('GET', path);
  await service.call('PUT', path, { ...content, provisioningStatus }, { 'If-Match': `"${content.etag}"` });
  console.error(`${id} is ${provisioningStatus}`);
}

async function remove(service, id, { group }) {
  await service.call('DELETE', pathOf(id, group), undefined, { 'If-Match': '*' });
  console.error(`${id} is deleted`);
}

async function registrations(service, group, { json }) {
  const all = await service.all(`/registrations/${encodeURIComponent(group)}`);
  if (json) {
    console.log(JSON.stringify(all));
    return;
  }
  console.log(
    table(
      ['REGISTRATION', 'DEVICE', 'HUB', 'HOW', 'SINCE'],
      all.map((one) => [one.registrationId, one.deviceId, one.assignedHub, one.substatus, time(one.lastUpdatedDateTimeUtc)]),
    ),
  );
}

/** What signs the questions to programs that choose hubs; the next one too where that is asked for. */
async function allocationKey(_, __, { renew, json }) {
  await signedIn(process.env, async (call) => {
    const keys = await call(renew ? 'POST' : 'GET', '/api/v1/provisioning/allocation-keys');
    console.log(json ? JSON.stringify(keys) : keys.key);
  });
}
