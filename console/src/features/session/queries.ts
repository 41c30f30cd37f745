import { queryOptions } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { isProblem } from '../../api/problem';
import type { Session } from '../../api/types';

/** Whether there is an identity provider besides local accounts. */
export const signInOptionsQuery = queryOptions({
  queryKey: keys.signInOptions,
  queryFn: ({ signal }) => unwrap(client.GET('/api/v1/sign-in', { signal })),
  staleTime: Infinity,
});

export function signIn(credentials: { userName: string; password: string }): Promise<Session> {
  return unwrap(client.POST('/api/v1/session', { body: credentials }));
}

export async function signOut(): Promise<void> {
  try {
    await unwrap(client.DELETE('/api/v1/session'));
  } catch (error) {
    // The session was over already, which is what was asked for.
    if (!isProblem(error, 401)) throw error;
  }
}
