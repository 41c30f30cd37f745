import { queryOptions } from '@tanstack/react-query';
import { client, unwrap } from './client';
import { keys } from './keys';

/** Only people change the library, here or elsewhere. */
const RELOAD_MS = 10_000;

/** The library of what devices can be updated to. */
export const firmwareQuery = queryOptions({
  queryKey: keys.firmware,
  queryFn: ({ signal }) => unwrap(client.GET('/api/v1/firmware', { signal })),
  refetchInterval: RELOAD_MS,
});
