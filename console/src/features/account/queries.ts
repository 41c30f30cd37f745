import { queryOptions } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { CreatedApiToken, NewApiToken } from '../../api/types';

export const ownSessionsQuery = queryOptions({
  queryKey: keys.ownSessions,
  queryFn: ({ signal }) => unwrap(client.GET('/api/v1/sessions', { signal })),
});

export const tokensQuery = queryOptions({
  queryKey: keys.tokens,
  queryFn: ({ signal }) => unwrap(client.GET('/api/v1/tokens', { signal })),
});

export function endOwnSession(id: string): Promise<unknown> {
  return unwrap(client.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } }));
}

export function createToken(token: NewApiToken): Promise<CreatedApiToken> {
  return unwrap(client.POST('/api/v1/tokens', { body: token }));
}

export function deleteToken(id: string): Promise<unknown> {
  return unwrap(client.DELETE('/api/v1/tokens/{id}', { params: { path: { id } } }));
}
