import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client, unwrap } from '../../../api/client';
import { keys, LIVE } from '../../../api/keys';
import { anyOf, LONGEST } from '../../../lib/condition';
import type { Json, JsonObject } from '../../../lib/json';

/** What each device has at each path; what it has not is left out. */
export type TwinValues = Record<string, Record<string, Json>>;

/** The values of some paths of the twins of some devices. */
export const twinValuesQuery = (deviceIds: readonly string[], paths: readonly string[]) =>
  queryOptions({
    queryKey: keys.twinValues(deviceIds, paths),
    queryFn: async ({ signal }): Promise<TwinValues> => {
      const pages = await Promise.all(
        queriesOf(deviceIds, paths).map(({ query, pageSize }) =>
          unwrap(client.POST('/api/v1/query', { body: { query, pageSize }, signal })),
        ),
      );
      return valuesOf(
        pages.flatMap(({ items }) => items as JsonObject[]),
        paths,
      );
    },
    enabled: deviceIds.length > 0 && paths.length > 0,
    placeholderData: keepPreviousData,
    meta: LIVE,
  });

/** As many queries as it takes, as the hub reads only so much of one. */
export function queriesOf(
  deviceIds: readonly string[],
  paths: readonly string[],
): { query: string; pageSize: number }[] {
  const selected = paths.map((path, index) => `${path} AS c${index}`).join(', ');
  const query = (ids: readonly string[]) =>
    `SELECT deviceId, ${selected} FROM devices WHERE ${anyOf(ids)}`;
  if (deviceIds.length > 1 && query(deviceIds).length > LONGEST) {
    const half = Math.ceil(deviceIds.length / 2);
    return [
      ...queriesOf(deviceIds.slice(0, half), paths),
      ...queriesOf(deviceIds.slice(half), paths),
    ];
  }
  return [{ query: query(deviceIds), pageSize: deviceIds.length }];
}

export function valuesOf(rows: readonly JsonObject[], paths: readonly string[]): TwinValues {
  const values: TwinValues = {};
  for (const row of rows) {
    const found: Record<string, Json> = {};
    for (const [index, path] of paths.entries()) {
      const value = row[`c${index}`];
      if (value !== undefined) found[path] = value;
    }
    if (typeof row.deviceId === 'string') values[row.deviceId] = found;
  }
  return values;
}
