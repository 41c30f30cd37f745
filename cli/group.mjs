// ./homeport group: saved queries over devices, and who is in them.

import { Hub } from './hub.mjs';
import { UsageError, read, table, time } from './terminal.mjs';

export const GROUP_USAGE = `usage: ./homeport group list [--json]
       ./homeport group show NAME [--json]
       ./homeport group members NAME [--json]
       ./homeport group create NAME --condition TEXT [--description TEXT] [--json]
       ./homeport group update NAME [--condition TEXT] [--description TEXT] [--json]
       ./homeport group delete NAME`;

const CONTENT = { condition: { type: 'string' }, description: { type: 'string' } };
const OPTIONS = { list: {}, show: {}, members: {}, create: CONTENT, update: CONTENT, delete: {} };
const ACTIONS = { list, show, members, create, update, delete: remove };

export async function group([action, ...args]) {
  if (!Object.hasOwn(ACTIONS, action ?? '')) {
    throw new UsageError(
      action ? `group: no action ${action}` : 'group: list, show, members, create, update or delete?',
    );
  }
  const { values, positionals } = read(`group ${action}`, args, OPTIONS[action]);
  const [name, ...rest] = positionals;
  if (rest.length > 0 || (action === 'list' && name !== undefined)) {
    throw new UsageError(`group ${action}: too many arguments`);
  }
  if (action !== 'list' && !name) throw new UsageError(`group ${action}: the group's NAME is missing`);
  await ACTIONS[action](new Hub(process.env), name, values);
  return 0;
}

async function list(hub, _, { json }) {
  const { items } = await hub.groups();
  console.log(
    json
      ? JSON.stringify(items)
      : table(
          ['GROUP', 'CONDITION', 'DESCRIPTION'],
          items.map((one) => [one.name, one.condition, one.description]),
        ),
  );
}

async function show(hub, name, { json }) {
  const shown = await hub.group(name);
  const { total } = await hub.groupMembers(name, 1);
  print({ ...shown, members: total }, json);
}

function print(shown, json) {
  if (json) {
    console.log(JSON.stringify(shown));
    return;
  }
  const lines = [
    ['group', shown.name],
    ['description', shown.description],
    ['condition', shown.condition],
    ['members', String(shown.members)],
    ['created', time(shown.createdAt)],
    ['changed', time(shown.updatedAt)],
  ];
  console.log(lines.map(([label, value]) => `${label.padEnd(11)}  ${value}`.trimEnd()).join('\n'));
}

async function members(hub, name, { json }) {
  const all = [];
  let continuation;
  do {
    const page = await hub.groupMembers(name, 1000, continuation);
    all.push(...page.items);
    continuation = page.continuation;
  } while (continuation);
  console.log(
    json
      ? JSON.stringify(all)
      : table(
          ['DEVICE', 'STATUS', 'CONNECTION', 'LAST ACTIVE'],
          all.map((device) => [
            device.deviceId,
            device.status,
            device.connectionState,
            time(device.lastActivityTime) || 'never',
          ]),
        ),
  );
}

async function create(hub, name, { condition, description = '', json }) {
  if (!condition) throw new UsageError('group create: --condition TEXT is missing');
  const made = await hub.saveGroup(name, { condition, description }, { 'If-None-Match': '*' });
  console.log(json ? JSON.stringify(made) : `group ${name} is created`);
}

async function update(hub, name, { condition, description, json }) {
  if (condition === undefined && description === undefined) {
    throw new UsageError('group update: --condition or --description');
  }
  const before = await hub.group(name);
  const changed = await hub.saveGroup(
    name,
    { condition: condition ?? before.condition, description: description ?? before.description },
    { 'If-Match': `"${before.etag}"` },
  );
  console.log(json ? JSON.stringify(changed) : `group ${name} is changed`);
}

async function remove(hub, name) {
  await hub.deleteGroup(name);
  console.error(`group ${name} is deleted`);
}
