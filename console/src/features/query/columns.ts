import { isObject } from '../../lib/json';

/** The names of a page's values, in the order in which they first come. */
export function columnsOf(items: readonly unknown[]): string[] {
  return [...new Set(items.flatMap((item) => (isObject(item) ? Object.keys(item) : [])))];
}
