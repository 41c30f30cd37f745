// ./homeport alert: what is wrong, and what people make of it.

import { Hub } from './hub.mjs';
import { UsageError, read, table, time } from './terminal.mjs';

export const ALERT_USAGE = `usage: ./homeport alert list [--state open|acknowledged|muted|resolved] [--severity warning|critical] [--rule NAME]
                           [--subject ID] [--limit N] [--json]
       ./homeport alert ack ID…
       ./homeport alert mute ID… [--minutes N]`;

const FILTERS = ['state', 'severity', 'rule', 'subject'];
const PAGE = 500;
const DEFAULT_LIMIT = 50;
const DEFAULT_MINUTES = 60;

export async function alert(args) {
  const options = Object.fromEntries([...FILTERS, 'limit', 'minutes'].map((name) => [name, { type: 'string' }]));
  const { values, positionals } = read('alert', args, options);
  const [action, ...ids] = positionals;
  switch (action) {
    case 'list':
      if (ids.length > 0) throw new UsageError(`alert: ${ids[0]} is too much`);
      return list(values);
    case 'ack':
      return each(ids, (hub, id) => hub.acknowledgeAlert(id), 'acknowledged');
    case 'mute': {
      const minutes = number('minutes', values.minutes, DEFAULT_MINUTES, 0);
      return each(ids, (hub, id) => hub.muteAlert(id, minutes), minutes === 0 ? 'not muted any more' : `muted for ${minutes} minutes`);
    }
    default:
      throw new UsageError(action ? `alert: no action ${action}` : 'alert: list, ack or mute?');
  }
}

function number(name, text, otherwise, least) {
  const value = text === undefined ? otherwise : Number(text);
  if (!Number.isInteger(value) || value < least) throw new UsageError(`alert: --${name} is a number from ${least}`);
  return value;
}

async function list(values) {
  const limit = number('limit', values.limit, DEFAULT_LIMIT, 1);
  const hub = new Hub(process.env);
  const items = [];
  let continuation;
  do {
    const query = new URLSearchParams({ pageSize: Math.min(PAGE, limit - items.length) });
    FILTERS.filter((name) => values[name]).forEach((name) => query.set(name, values[name]));
    if (continuation) query.set('continuation', continuation);
    const page = await hub.alerts(query);
    items.push(...page.items);
    continuation = page.continuation;
  } while (continuation && items.length < limit);
  if (values.json) {
    items.forEach((item) => console.log(JSON.stringify(item)));
  } else if (items.length === 0) {
    console.log('no alerts');
  } else {
    console.log(
      table(
        ['ID', 'SINCE', 'SEVERITY', 'RULE', 'WHAT', 'SEEN TO BY'],
        items.map((item) => [
          String(item.id),
          time(item.openedAt),
          item.severity,
          item.rule,
          item.message,
          item.acknowledgedBy ?? (item.mutedUntil ? `muted until ${time(item.mutedUntil)}` : '-'),
        ]),
      ),
    );
    if (continuation) console.error(`the newest ${items.length}; --limit N gives more`);
  }
  return 0;
}

async function each(ids, call, done) {
  if (ids.length === 0) throw new UsageError('alert: which one?');
  const hub = new Hub(process.env);
  for (const id of ids) {
    await call(hub, id);
    console.error(`alert ${id} is ${done}`);
  }
  return 0;
}
