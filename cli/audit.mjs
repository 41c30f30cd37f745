// ./homeport audit: who did what, into files, and whether somebody has been at the log.

import { pipeline } from 'node:stream/promises';

import { Hub } from './hub.mjs';
import { HubError } from './https.mjs';
import { UsageError, linesOf, read, table, time, toFile } from './terminal.mjs';

export const AUDIT_USAGE = `usage: ./homeport audit search [FILTERS] [--limit N] [--json]
       ./homeport audit export [FILTERS] [--format ndjson|csv] [--out FILE]
       ./homeport audit verify [--json]
filters: --from TIME, --to TIME, --who NAME, --action WORD, --target PATH, --outcome succeeded|denied|failed, --text TEXT`;

const FILTERS = ['from', 'to', 'who', 'action', 'target', 'outcome', 'text'];
const PAGE = 500;
const DEFAULT_LIMIT = 50;
/** The log is not as it was written. */
const BROKEN = 3;

export async function audit(args) {
  const options = Object.fromEntries([...FILTERS, 'limit', 'format', 'out'].map((name) => [name, { type: 'string' }]));
  const { values, positionals } = read('audit', args, options);
  const [action, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError(`audit: ${rest[0]} is too much`);
  switch (action) {
    case 'search':
      return search(values);
    case 'export':
      return exportEntries(values);
    case 'verify':
      return verify(values);
    default:
      throw new UsageError(action ? `audit: no action ${action}` : 'audit: search, export or verify?');
  }
}

/** The filters as the server takes them; a day alone is its first moment in UTC. */
function filters(values) {
  const query = new URLSearchParams();
  for (const name of FILTERS) {
    if (values[name] === undefined) continue;
    const day = /^\d{4}-\d{2}-\d{2}$/.test(values[name]) && (name === 'from' || name === 'to');
    query.set(name, day ? `${values[name]}T00:00:00Z` : values[name]);
  }
  return query;
}

async function search(values) {
  const limit = values.limit === undefined ? DEFAULT_LIMIT : Number(values.limit);
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError('audit: --limit is a number from 1');
  const hub = new Hub(process.env);
  const items = [];
  let continuation;
  do {
    const query = filters(values);
    query.set('pageSize', Math.min(PAGE, limit - items.length));
    if (continuation) query.set('continuation', continuation);
    const page = await hub.audit(query);
    items.push(...page.items);
    continuation = page.continuation;
  } while (continuation && items.length < limit);
  if (values.json) {
    items.forEach((item) => console.log(JSON.stringify(item)));
  } else if (items.length === 0) {
    console.log('nothing found');
  } else {
    console.log(
      table(
        ['NUMBER', 'TIME', 'WHO', 'ACTION', 'TARGET', 'OUTCOME', 'FROM', 'DETAIL'],
        items.map((item) => [
          String(item.seq),
          time(item.at),
          item.who || '-',
          item.action,
          item.target,
          item.code ? `${item.outcome} (${item.code})` : item.outcome,
          item.address,
          item.detail,
        ]),
      ),
    );
    if (continuation) console.error(`the newest ${items.length}; --limit N gives more`);
  }
  return 0;
}

async function exportEntries(values) {
  const query = filters(values);
  query.set('format', values.format ?? 'ndjson');
  const { stream } = await new Hub(process.env).exportAudit(query);
  try {
    if (values.out) await toFile(values.out, stream);
    else await pipeline(stream, process.stdout);
  } catch (problem) {
    if (problem.code === 'EPIPE') return 0; // who reads has enough
    throw new HubError(`the export broke off: ${problem.message || problem.code}`);
  }
  return 0;
}

async function verify(values) {
  const { stream, close } = await new Hub(process.env).verifyAudit();
  let last;
  try {
    for await (const text of linesOf(stream)) {
      last = JSON.parse(text);
      if (last.type === 'progress' && process.stderr.isTTY) process.stderr.write(`\r${last.entries} entries`);
    }
  } catch (problem) {
    throw new HubError(`the check broke off: ${problem.message}`);
  } finally {
    close();
    if (process.stderr.isTTY) process.stderr.write('\r');
  }
  if (last === undefined || last.type === 'progress') throw new HubError('the check broke off');
  if (values.json) console.log(JSON.stringify(last));
  else if (last.type === 'broken') console.log(`BROKEN at entry ${last.seq}: ${last.reason}`);
  else if (last.entries === 0) console.log('intact: no entries yet');
  else console.log(`intact: entries ${last.first} to ${last.last}, the newest with the hash ${last.hash}`);
  return last.type === 'broken' ? BROKEN : 0;
}
