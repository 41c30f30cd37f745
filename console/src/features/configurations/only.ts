/** Which targets of a configuration are looked at. */
export const ONLY = ['applied', 'notApplied', 'overridden'] as const;
export type Only = (typeof ONLY)[number];

/** Reads a URL that anybody may have typed. */
export function parseOnly({ only }: Record<string, unknown>): { only?: Only } {
  const known = ONLY.find((candidate) => candidate === only);
  return known ? { only: known } : {};
}

/** Those targets as a condition of the device list; undefined where it cannot tell them. */
export function deviceCondition(id: string, only: Only | undefined): string | undefined {
  const status = `configurations.[[${id}]].status`;
  switch (only) {
    case undefined:
      return `IS_DEFINED(${status})`;
    case 'applied':
      return `${status} = 'applied'`;
    case 'notApplied':
      return `${status} = 'targeted'`;
    case 'overridden':
      return undefined;
  }
}
