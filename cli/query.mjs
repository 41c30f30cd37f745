// ./homeport query and query-index: IoT Hub's query language, and the properties that are indexed for it.

import { Hub } from './hub.mjs';
import { UsageError, table } from './terminal.mjs';

const TABLE_ROWS = 1000;

/** With --json one result a line, as they come; otherwise a table. */
export async function query(args) {
  const json = args.includes('--json');
  const [text, ...rest] = args.filter((arg) => arg !== '--json');
  if (!text) throw new UsageError('query: the query is missing');
  if (rest.length > 0) throw new UsageError('query: put the query in quotes, as one argument');
  const results = [];
  for await (const result of new Hub(process.env).query(text)) {
    if (json) {
      console.log(JSON.stringify(result));
      continue;
    }
    results.push(result);
    if (results.length >= TABLE_ROWS) {
      console.error(`the first ${results.length} results; --json gives all of them`);
      break;
    }
  }
  if (!json) {
    console.log(results.length > 0 ? resultTable(results) : 'nothing found');
  }
  return 0;
}

/** Twins by what tells them apart, other results by all that was selected. */
function resultTable(results) {
  const twins = results.every((result) => result.deviceId && result.properties && result.etag);
  const columns = twins
    ? ['deviceId', ...(results.some((twin) => twin.moduleId) ? ['moduleId'] : []), 'status', 'connectionState', 'tags']
    : [...new Set(results.flatMap(Object.keys))];
  return table(
    columns,
    results.map((result) => columns.map((column) => cell(result[column]))),
  );
}

function cell(value) {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export async function queryIndex(args) {
  const json = args.includes('--json');
  const [action, path, ...rest] = args.filter((arg) => arg !== '--json');
  const needsPath = action === 'add' || action === 'remove';
  if (rest.length > 0 || (!needsPath && path !== undefined)) throw new UsageError('query-index: too many arguments');
  if (needsPath && !path) throw new UsageError(`query-index ${action}: the path is missing`);
  const hub = new Hub(process.env);
  switch (action) {
    case 'add': {
      const index = await hub.addQueryIndex(path);
      console.error(`${index.path} is indexed`);
      return 0;
    }
    case 'remove':
      await hub.removeQueryIndex(path);
      console.error(`${path} is no longer indexed`);
      return 0;
    case 'list': {
      const indexes = await hub.queryIndexes();
      console.log(
        json
          ? JSON.stringify(indexes)
          : table(
              ['PATH', 'STATE'],
              indexes.map((index) => [index.path, index.state]),
            ),
      );
      return 0;
    }
    default:
      throw new UsageError(action ? `query-index: no action ${action}` : 'query-index: add, list or remove?');
  }
}
