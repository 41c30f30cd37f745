import { queryOptions, useQuery } from '@tanstack/react-query';
import { client, unwrap } from './client';
import { keys } from './keys';
import { isProblem } from './problem';
import type { Session } from './types';

/** What a role may allow, in the server's words. */
export type Action =
  | 'view'
  | 'downloadReports'
  | 'readDeviceLogs'
  | 'operateDevices'
  | 'readKeys'
  | 'manageUpdates'
  | 'administer'
  | 'readAudit';

/** Who is signed in, or null. */
export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await unwrap(client.GET('/api/v1/session', { signal }));
    } catch (error) {
      if (isProblem(error, 401)) return null;
      throw error;
    }
  },
  staleTime: Infinity,
});

/** Tells what the signed-in person may do; the server refuses the rest anyway. */
export function useMay(): (action: Action) => boolean {
  const { data: session } = useQuery(sessionQuery);
  return (action) => session?.actions.includes(action) ?? false;
}

/** The group whose devices are all that the signed-in person sees; null: the whole fleet. */
export function useGroupLimit(): string | null {
  const { data: session } = useQuery(sessionQuery);
  return session?.group ?? null;
}
