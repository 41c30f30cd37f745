import { queryOptions } from '@tanstack/react-query';
import { client, unwrap } from './client';

/** How many devices a condition is true for, or why it cannot be read. */
export const matchCountQuery = (condition: string) =>
  queryOptions({
    queryKey: ['query', 'count', condition],
    queryFn: ({ signal }) =>
      unwrap(client.POST('/api/v1/query/count', { body: { condition }, signal })),
  });
