import { queryOptions } from '@tanstack/react-query';
import { ALL, both } from '../lib/condition';
import { client, unwrap } from './client';

const SAMPLE = 5;

/** How many devices a condition is true for, or why it cannot be read. */
export const matchCountQuery = (condition: string) =>
  queryOptions({
    queryKey: ['query', 'count', condition],
    queryFn: ({ signal }) =>
      unwrap(client.POST('/api/v1/query/count', { body: { condition }, signal })),
  });

/** What something would be done to, were it done now. */
export interface DryRun {
  count: number;
  connected: number;
  /** Ids of some of the devices. */
  sample: string[];
}

/** Counted anew whenever somebody asks; a number of a while ago would be believed. */
export const dryRunQuery = (condition: string) =>
  queryOptions({
    queryKey: ['query', 'dryRun', condition],
    queryFn: async ({ signal }): Promise<DryRun> => {
      const where = condition.trim() === ALL ? '' : ` WHERE ${condition}`;
      const count = (of: string) =>
        unwrap(client.POST('/api/v1/query/count', { body: { condition: of }, signal }));
      const all = await count(condition);
      const [connected, page] = await Promise.all([
        count(both(condition, "connectionState = 'Connected'")),
        unwrap(
          client.POST('/api/v1/query', {
            body: { query: `SELECT deviceId FROM devices${where}`, pageSize: SAMPLE },
            signal,
          }),
        ),
      ]);
      return {
        count: all.count,
        connected: connected.count,
        sample: page.items.map((item) => (item as { deviceId: string }).deviceId),
      };
    },
    staleTime: 0,
    gcTime: 0,
  });
