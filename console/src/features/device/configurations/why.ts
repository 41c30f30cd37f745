import type { ConfigurationExplanation } from '../../../api/types';

export type ConfiguredValue = ConfigurationExplanation['values'][number];

/** What configurations set at a path, above or below it. */
export function valuesAt(why: ConfigurationExplanation, path: string): ConfiguredValue[] {
  return why.values.filter((value) => touch(value.path, path));
}

/** Whether one path is the other, or lies above or below it. */
function touch(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}
