// ./homeport deployment: rollouts of firmware.

import { find } from './firmware.mjs';
import { withHub } from './hubs.mjs';
import { UsageError, parseJson, read, table, time } from './terminal.mjs';

export const DEPLOYMENT_USAGE = `usage: ./homeport deployment create NAME --firmware NAME --version VERSION
                                      (--device ID… | --group GROUP | --where CONDITION) [--plan JSON] [--at TIME] [--json]
       ./homeport deployment preview --firmware NAME --version VERSION
                                      (--device ID… | --group GROUP | --where CONDITION) [--plan JSON] [--json]
       ./homeport deployment list [--status STATUS] [--json]
       ./homeport deployment show ID [--json]
       ./homeport deployment devices ID [--status STATUS] [--search TEXT] [--json]
       ./homeport deployment pause | resume | cancel | rollback ID [--json]
       with --hub HUB: of another hub than main
plan: canary, waves, maxConcurrent, pauseSeconds, observationSeconds, failurePercent, timeoutSeconds, patienceSeconds,
      retries, backOffSeconds, window, delivery, includeLate, allowDowngrade; for instance '{"canary":5,"waves":[20,100]}'`;

const TEXT = { type: 'string' };
const WANTED = {
  firmware: TEXT,
  version: TEXT,
  device: { type: 'string', multiple: true },
  group: TEXT,
  where: TEXT,
  plan: TEXT,
};
const OPTIONS = {
  create: { ...WANTED, at: TEXT },
  preview: WANTED,
  list: { status: TEXT },
  show: {},
  devices: { status: TEXT, search: TEXT },
  pause: {},
  resume: {},
  cancel: {},
  rollback: {},
};
const NEEDS = { create: 'NAME', show: 'ID', devices: 'ID', pause: 'ID', resume: 'ID', cancel: 'ID', rollback: 'ID' };
const ACTIONS = { create, preview, list, show, devices };
const PAGE = 500;

export async function deployment([action, ...args]) {
  if (!Object.hasOwn(OPTIONS, action ?? '')) {
    throw new UsageError(
      action
        ? `deployment: no action ${action}`
        : 'deployment: create, preview, list, show, devices, pause, resume, cancel or rollback?',
    );
  }
  const { values, positionals } = read(`deployment ${action}`, args, { ...OPTIONS[action], hub: TEXT });
  const needed = NEEDS[action];
  if (needed && positionals.length === 0) throw new UsageError(`deployment ${action}: ${needed} is missing`);
  if (positionals.length > (needed ? 1 : 0)) throw new UsageError(`deployment ${action}: too many arguments`);
  await withHub(values.hub, async (hub) => {
    if (ACTIONS[action]) await ACTIONS[action](hub, values, positionals[0]);
    else print(await hub.own('POST', `${path(positionals[0])}/${action}`), values.json);
  });
  return 0;
}

function path(id) {
  return `/deployments/${encodeURIComponent(id)}`;
}

async function wanted(action, hub, values) {
  if (!values.firmware || !values.version) throw new UsageError(`deployment ${action}: --firmware and --version are needed`);
  const { id } = await find(hub, values.firmware, values.version);
  return {
    firmwareId: id,
    target: { devices: values.device ?? [], group: values.group ?? null, condition: values.where ?? null },
    plan: values.plan === undefined ? {} : parseJson('--plan', values.plan),
  };
}

async function create(hub, values, name) {
  const made = await hub.own('POST', '/deployments', {
    name,
    ...(await wanted('create', hub, values)),
    startTime: values.at ?? null,
  });
  print(made, values.json);
}

async function preview(hub, values) {
  const shown = await hub.own('POST', '/deployments/preview', await wanted('preview', hub, values));
  if (values.json) {
    console.log(JSON.stringify(shown));
    return;
  }
  console.log(`${shown.updated} of ${shown.devices} devices would be updated, in waves of ${shown.waves.join(', ')}`);
  for (const [reason, count] of Object.entries(shown.skipped)) console.log(`${String(count).padStart(9)} left out: ${reason}`);
}

async function list(hub, { status, json }) {
  const filter = status ? `&status=${encodeURIComponent(status)}` : '';
  const { items } = await hub.own('GET', '/deployments', undefined, `&pageSize=${PAGE}${filter}`);
  console.log(
    json
      ? JSON.stringify(items)
      : table(
          ['ID', 'NAME', 'FIRMWARE', 'VERSION', 'STATUS', 'COMPLETED', 'FAILED', 'OPEN', 'CREATED'],
          items.map((one) => [
            one.id,
            one.name,
            one.firmwareName,
            one.version,
            one.status,
            String(one.counts.Completed),
            String(one.counts.Failed),
            String(one.counts.Queued + one.counts.InProgress),
            time(one.createdAt),
          ]),
        ),
  );
}

async function show(hub, { json }, id) {
  print(await hub.own('GET', path(id)), json);
}

function print(one, json) {
  if (json) {
    console.log(JSON.stringify(one));
    return;
  }
  const counts = Object.entries(one.counts).filter(([, count]) => count > 0);
  const lines = [
    ['id', one.id],
    ['name', one.name],
    ['firmware', `${one.firmwareName} ${one.version}`],
    ['status', one.reason ? `${one.status}: ${one.reason}` : one.status],
    ['wave', `${one.wave + 1} of ${one.waves}`],
    ['devices', counts.map(([status, count]) => `${count} ${status}`).join(', ')],
    ['estimate', time(one.estimatedEnd)],
    ['made', `${time(one.createdAt)} by ${one.createdBy}`],
    ['ended', time(one.endedAt)],
  ];
  console.log(lines.map(([label, value]) => `${label.padEnd(10)}${value}`.trimEnd()).join('\n'));
  for (const { status, reason, devices: count, examples } of one.failures) {
    console.log(`${String(count).padStart(9)} ${status}: ${reason} (${examples.join(', ')})`);
  }
}

async function devices(hub, { status, search, json }, id) {
  const filter = (status ? `&status=${encodeURIComponent(status)}` : '') + (search ? `&search=${encodeURIComponent(search)}` : '');
  const all = [];
  let page = 0;
  let total;
  do {
    const shown = await hub.own('GET', `${path(id)}/devices`, undefined, `&pageSize=${PAGE}&page=${page}${filter}`);
    all.push(...shown.items);
    total = shown.total;
    page++;
  } while (page * PAGE < total);
  console.log(
    json
      ? JSON.stringify(all)
      : table(
          ['DEVICE', 'WAVE', 'FROM', 'TO', 'STATUS', 'STEP', 'TRY', 'REASON'],
          all.map((one) => [
            one.deviceId,
            String(one.wave + 1),
            one.fromVersion ?? '',
            one.version,
            one.status,
            one.step ? `${one.step}${one.percent === null ? '' : ` ${one.percent} %`}` : '',
            String(one.attempt),
            [one.reason, one.message].filter(Boolean).join(': '),
          ]),
        ),
  );
}
