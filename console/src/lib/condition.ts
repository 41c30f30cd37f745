/** The condition that is true for every device. */
export const ALL = '*';

/** As many characters as the hub reads of a query. */
export const LONGEST = 8192;

/** A text as the query language writes it. */
export function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

/** True for these devices only. */
export function anyOf(deviceIds: readonly string[]): string {
  return `deviceId IN [${deviceIds.map(quote).join(', ')}]`;
}

/** Both at once. */
export function both(condition: string, other: string): string {
  return condition.trim() === ALL ? other : `(${condition}) AND ${other}`;
}
