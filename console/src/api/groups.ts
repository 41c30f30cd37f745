import { queryOptions } from '@tanstack/react-query';
import { client, unwrap } from './client';
import { keys } from './keys';

const RELOAD_MS = 10_000;

/** All groups by name. */
export const groupsQuery = queryOptions({
  queryKey: keys.groups,
  queryFn: ({ signal }) => unwrap(client.GET('/api/v1/groups', { signal })),
  refetchInterval: RELOAD_MS,
});
