// ./homeport configuration: automatic configurations, and why a device has the values it has.

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Hub } from './hub.mjs';
import { HubError } from './https.mjs';
import { UsageError, table } from './terminal.mjs';

export const CONFIGURATION_USAGE = `usage: ./homeport configuration create ID --content FILE [--condition TEXT] [--priority N]
           [--label NAME=TEXT]… [--metric NAME=QUERY]… [--json]
       ./homeport configuration update ID [--condition TEXT] [--priority N] [--label NAME=TEXT]… [--metric NAME=QUERY]…
           [--json]
       ./homeport configuration list [--json]
       ./homeport configuration show ID [--json]
       ./homeport configuration delete ID
       ./homeport configuration explain DEVICE [--module ID] [--path PATH] [--json]`;

const OPTIONS = {
  create: {
    content: { type: 'string' },
    condition: { type: 'string' },
    priority: { type: 'string' },
    label: { type: 'string', multiple: true },
    metric: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  },
  update: {
    condition: { type: 'string' },
    priority: { type: 'string' },
    label: { type: 'string', multiple: true },
    metric: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  },
  list: { json: { type: 'boolean' } },
  show: { json: { type: 'boolean' } },
  delete: {},
  explain: { module: { type: 'string' }, path: { type: 'string' }, json: { type: 'boolean' } },
};

const ACTIONS = { create, update, list, show, delete: remove, explain };

export async function configuration([action, ...args]) {
  if (!Object.hasOwn(ACTIONS, action ?? '')) {
    throw new UsageError(
      action ? `configuration: no action ${action}` : 'configuration: create, update, list, show, delete or explain?',
    );
  }
  let parsed;
  try {
    parsed = parseArgs({ args, options: OPTIONS[action], allowPositionals: true });
  } catch (problem) {
    throw new UsageError(`configuration ${action}: ${problem.message}`);
  }
  const [id, ...rest] = parsed.positionals;
  if (rest.length > 0 || (action === 'list' && id !== undefined)) {
    throw new UsageError(`configuration ${action}: too many arguments`);
  }
  if (action !== 'list' && !id) throw new UsageError(`configuration ${action}: the ID is missing`);
  await ACTIONS[action](new Hub(process.env), id, parsed.values);
  return 0;
}

async function create(hub, id, { content: file, condition, priority, label, metric, json }) {
  if (!file) throw new UsageError('configuration create: --content FILE is missing');
  const given = read(file);
  // The file holds a content, or a whole configuration as `show --json` prints it.
  const { content, targetCondition, priority: number, labels, metrics, schemaVersion } = given.content
    ? given
    : { content: given };
  const created = await hub.createConfiguration({
    id,
    schemaVersion: schemaVersion ?? '1.0',
    content,
    targetCondition: condition ?? targetCondition ?? '',
    priority: rank('create', priority) ?? number ?? 0,
    labels: { ...labels, ...pairs('create', 'label', label) },
    metrics: { queries: { ...metrics?.queries, ...pairs('create', 'metric', metric) } },
  });
  console.log(json ? JSON.stringify(created) : `configuration ${id} is created`);
}

function read(file) {
  let text;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (problem) {
    throw new HubError(`${file} cannot be read: ${problem.code ?? problem.message}`);
  }
  try {
    return JSON.parse(text);
  } catch (problem) {
    throw new HubError(`${file} is not JSON: ${problem.message}`);
  }
}

/** Changes what is named, unless somebody else has changed the configuration since it was read. */
async function update(hub, id, { condition, priority, label, metric, json }) {
  if ([condition, priority, label, metric].every((option) => option === undefined)) {
    throw new UsageError('configuration update: --condition, --priority, --label or --metric');
  }
  const wanted = {
    priority: rank('update', priority),
    labels: pairs('update', 'label', label),
    queries: pairs('update', 'metric', metric),
  };
  const before = await hub.configuration(id);
  const changed = await hub.replaceConfiguration({
    ...before,
    targetCondition: condition ?? before.targetCondition,
    priority: wanted.priority ?? before.priority,
    labels: { ...before.labels, ...wanted.labels },
    metrics: { queries: { ...before.metrics.queries, ...wanted.queries } },
  });
  console.log(json ? JSON.stringify(changed) : `configuration ${id} is changed`);
}

function rank(action, priority) {
  if (priority === undefined) return undefined;
  if (!/^\d+$/.test(priority)) throw new UsageError(`configuration ${action}: --priority is a number from 0`);
  return Number(priority);
}

function pairs(action, option, texts = []) {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new UsageError(`configuration ${action}: --${option} is NAME=TEXT`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

async function list(hub, _, { json }) {
  const all = await hub.configurations();
  if (json) {
    console.log(JSON.stringify(all));
    return;
  }
  console.log(
    table(
      ['CONFIGURATION', 'FOR', 'PRIORITY', 'TARGETED', 'APPLIED', 'CONDITION'],
      all.map((one) => [
        one.id,
        kind(one.content),
        String(one.priority),
        String(one.systemMetrics.results.targetedCount),
        String(one.systemMetrics.results.appliedCount),
        one.targetCondition || '(none)',
      ]),
    ),
  );
}

function kind(content) {
  if (content.deviceContent) return 'devices';
  return content.moduleContent ? 'modules' : 'edge devices';
}

async function show(hub, id, { json }) {
  const one = await hub.configuration(id);
  if (json) {
    console.log(JSON.stringify(one));
    return;
  }
  const { conflicts } = await hub.configurationReport(id);
  const lines = [
    ['configuration', one.id],
    ['for', kind(one.content)],
    ['condition', one.targetCondition || '(none)'],
    ['priority', String(one.priority)],
    ['created', one.createdTimeUtc.replace(/\.\d+/, '')],
    ['changed', one.lastUpdatedTimeUtc.replace(/\.\d+/, '')],
    ...Object.entries(one.labels).map(([name, text]) => [`label ${name}`, text]),
    ['targeted', String(one.systemMetrics.results.targetedCount)],
    ['applied', String(one.systemMetrics.results.appliedCount)],
    ...Object.keys(one.metrics.queries).map((name) => [name, String(one.metrics.results[name] ?? 'not yet counted')]),
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  lines.forEach(([name, text]) => console.log(`${name.padEnd(width)}  ${text}`));
  console.log(JSON.stringify(one.content, null, 2));
  if (conflicts.length > 0) {
    console.log();
    console.log(
      table(
        ['CONFLICT WITH', 'PRIORITY', 'HERE IT', 'TARGETS', 'PATHS'],
        conflicts.map((other) => [
          other.id,
          String(other.priority),
          other.wins ? `loses${older(other.reason)}` : `wins${newer(other.reason)}`,
          String(other.count),
          other.paths.join(', ') || '(the whole deployment)',
        ]),
      ),
    );
  }
}

function older(reason) {
  return reason === 'newer' ? ', older' : '';
}

function newer(reason) {
  return reason === 'newer' ? ', newer' : '';
}

async function remove(hub, id) {
  await hub.deleteConfiguration(id);
  console.error(`configuration ${id} is deleted`);
}

async function explain(hub, deviceId, { module, path, json }) {
  const why = await hub.explainConfigurations(deviceId, module);
  const values = path === undefined ? why.values : why.values.filter((value) => touches(value.path, path));
  if (json) {
    console.log(JSON.stringify({ ...why, values }));
    return;
  }
  console.log(
    table(
      ['CONFIGURATION', 'PRIORITY', 'STATUS', 'CONDITION'],
      why.configurations.map((one) => [one.id, String(one.priority), one.status, one.targetCondition]),
    ),
  );
  console.log();
  console.log(
    table(
      ['PATH', 'VALUE', 'FROM', 'OVERRIDDEN'],
      values.map((value) => [
        value.path,
        JSON.stringify(value.value),
        value.configuration,
        value.overridden
          .map(
            (lost) =>
              `${lost.configuration}: ${lost.path === value.path ? '' : `${lost.path} = `}${JSON.stringify(lost.value)}` +
              older(lost.reason),
          )
          .join(', '),
      ]),
    ),
  );
  if (path !== undefined && values.length === 0) console.error(`no configuration sets ${path}`);
}

/** Whether one path is the other, or lies above or below it. */
function touches(one, other) {
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}
