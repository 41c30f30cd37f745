// ./homeport report: tables about the fleet, into files.

import { pipeline } from 'node:stream/promises';

import { Hub } from './hub.mjs';
import { HubError } from './https.mjs';
import { UsageError, read, toFile } from './terminal.mjs';

export const REPORT_USAGE = `usage: ./homeport report NAME [--format csv|xlsx] [--out FILE] [--where CONDITION] [--group GROUP]
names: inventory [--tag PATH]…, compliance [--version VERSION], outdated [--version VERSION], health,
       health-history, provisioning`;

const FORMATS = ['csv', 'xlsx'];

export async function report(args) {
  const { values, positionals } = read('report', args, {
    format: { type: 'string' },
    out: { type: 'string', short: 'o' },
    where: { type: 'string' },
    group: { type: 'string' },
    tag: { type: 'string', multiple: true },
    version: { type: 'string' },
  });
  const [name, ...rest] = positionals;
  if (!name) throw new UsageError('report: which one?');
  if (rest.length > 0) throw new UsageError(`report: ${rest[0]} is too much`);
  const format = values.format ?? FORMATS.find((known) => values.out?.endsWith(`.${known}`)) ?? 'csv';
  if (!FORMATS.includes(format)) throw new UsageError('report: --format is csv or xlsx');
  if (format === 'xlsx' && !values.out && process.stdout.isTTY) {
    throw new UsageError('report: a workbook is no text; name a file with --out');
  }
  const query = new URLSearchParams();
  if (values.where) query.set('condition', values.where);
  if (values.group) query.set('group', values.group);
  if (values.version) query.set('version', values.version);
  (values.tag ?? []).forEach((path) => query.append('tag', path));
  const { stream } = await new Hub(process.env).report(`${name}.${format}`, query);
  try {
    if (values.out) await toFile(values.out, stream);
    else await pipeline(stream, process.stdout);
  } catch (problem) {
    if (problem.code === 'EPIPE') return 0; // who reads has enough
    throw new HubError(`the report broke off: ${problem.message || problem.code}`);
  }
  return 0;
}
