// ./homeport record: manufacturing records, what was built and to whom it was sold.

import { open } from 'node:fs/promises';

import { Hub } from './hub.mjs';
import { HubError } from './https.mjs';
import { UsageError, read, table, toFile } from './terminal.mjs';

export const RECORD_USAGE = `usage: ./homeport record import FILE [--report FILE] [--json]
       ./homeport record list [--search TEXT] [--json]
       ./homeport record show SERIAL
       ./homeport record delete SERIAL`;

/** Ended as it should, but some rows were refused. */
const ROWS_REFUSED = 3;
/** Refusals that are shown; the report has more. */
const SHOWN = 10;
const PAGE = 500;

const OPTIONS = { import: { report: { type: 'string' } }, list: { search: { type: 'string' } }, show: {}, delete: {} };
const ACTIONS = { import: load, list, show, delete: remove };

export async function record([action, ...args]) {
  if (!Object.hasOwn(ACTIONS, action ?? '')) {
    throw new UsageError(action ? `record: no action ${action}` : 'record: import, list, show or delete?');
  }
  const { values, positionals } = read(`record ${action}`, args, OPTIONS[action]);
  const [name, ...rest] = positionals;
  if (rest.length > 0 || (action === 'list' && name !== undefined)) {
    throw new UsageError(`record ${action}: too many arguments`);
  }
  if (action !== 'list' && !name) throw new UsageError(`record ${action}: what of?`);
  return ACTIONS[action](new Hub(process.env), name, values);
}

async function load(hub, path, { report, json }) {
  const file = path === '-' ? process.stdin : (await open(path)).createReadStream();
  const begin = performance.now();
  const result = await hub.importRecords(file).finally(() => file.destroy());
  if (report && result.refused > 0) {
    try {
      await toFile(report, (await hub.recordErrors(result.id)).stream);
    } catch (problem) {
      throw new HubError(`the rows were imported, the report was not written: ${problem.message || problem.code}`);
    }
  }
  if (json) {
    console.log(JSON.stringify(result));
  } else {
    for (const { line, serial, message, code } of result.errors.slice(0, SHOWN)) {
      console.error(`line ${line}: ${serial === '' ? '' : `${serial}: `}${message} (${code})`);
    }
    if (result.refused > SHOWN) {
      console.error(`and ${result.refused - SHOWN} more${report ? '' : ' (--report FILE has them)'}`);
    }
    const parts = ['created', 'updated', 'unchanged', 'refused']
      .filter((part) => result[part] > 0)
      .map((part) => `${result[part].toLocaleString('en-US')} ${part}`);
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    console.error(`${result.rows.toLocaleString('en-US')} rows in ${seconds} s: ${parts.join(', ') || 'nothing to do'}`);
  }
  return result.refused > 0 ? ROWS_REFUSED : 0;
}

async function list(hub, _, { search = '', json }) {
  const items = [];
  for (let page = 0, total = 1; page * PAGE < total; page++) {
    const found = await hub.records(search, page, PAGE);
    items.push(...found.items);
    total = found.total;
  }
  console.log(
    json
      ? JSON.stringify(items)
      : table(
          ['SERIAL', 'MAC', 'MODEL', 'CUSTOMER', 'ORDER'],
          items.map((one) => [one.serial, one.mac ?? '', one.model ?? '', one.customer ?? '', one.order ?? '']),
        ),
  );
  return 0;
}

async function show(hub, serial) {
  console.log(JSON.stringify(await hub.record(serial), null, 2));
  return 0;
}

async function remove(hub, serial) {
  await hub.deleteRecord(serial);
  console.error(`the record of ${serial} is deleted`);
  return 0;
}
