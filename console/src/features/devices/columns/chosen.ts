import { oneOf } from '../../../lib/oneOf';

/** The list's own columns after the device id, as they stand unless somebody chose others. */
export const OWN_COLUMNS = [
  'connectionState',
  'health',
  'status',
  'model',
  'firmware',
  'location',
  'lastActivityTime',
] as const;

export type OwnColumn = (typeof OWN_COLUMNS)[number];

/** As many as the server keeps of a view. */
export const MAX_COLUMNS = 20;

const NAME = String.raw`(\d*[\p{L}_][\p{L}\p{N}_$]*|\[\[[^\]]+\]\])`;
const NEXT = String.raw`(\d*[\p{L}_$][\p{L}\p{N}_$]*|\[\[[^\]]+\]\])`;
const TWIN_PATH = new RegExp(
  String.raw`^(tags|properties\.(desired|reported))\.${NAME}(\.${NEXT})*$`,
  'u',
);

/** Whether a text names a property of a twin, as the query language does. */
export function isTwinPath(text: string): boolean {
  return text.length <= 256 && TWIN_PATH.test(text);
}

export function isOwnColumn(column: string): column is OwnColumn {
  return oneOf(OWN_COLUMNS, column) !== undefined;
}

/** Reads what stands in a URL: what is no column is dropped; undefined for the usual ones. */
export function parseColumns(raw: unknown): string[] | undefined {
  if (!Array.isArray(raw)) return undefined;
  const texts = raw.filter((column): column is string => typeof column === 'string');
  const columns = [...new Set(texts)]
    .filter((column) => isOwnColumn(column) || isTwinPath(column))
    .slice(0, MAX_COLUMNS);
  return columns.join(' ') === OWN_COLUMNS.join(' ') ? undefined : columns;
}

/** What heads a column of a twin: its path without what every path of properties begins with. */
export function twinTitle(path: string): string {
  return path.replace(/^properties\./, '');
}
