import { queryOptions } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { FirstPassword, NewUser, User, UserPatch } from '../../api/types';

const at = (userName: string) => ({ params: { path: { userName } } });

export const usersQuery = queryOptions({
  queryKey: keys.users,
  queryFn: ({ signal }) => unwrap(client.GET('/api/v1/users', { signal })),
});

/** The groups that a person may be limited to. */
export const groupNamesQuery = queryOptions({
  queryKey: keys.groups,
  queryFn: ({ signal }) => unwrap(client.GET('/api/v1/groups', { signal })),
});

export function createUser(user: NewUser): Promise<FirstPassword> {
  return unwrap(client.POST('/api/v1/users', { body: user }));
}

export function updateUser(userName: string, patch: UserPatch): Promise<User> {
  return unwrap(client.PATCH('/api/v1/users/{userName}', { ...at(userName), body: patch }));
}

export function deleteUser(userName: string): Promise<unknown> {
  return unwrap(client.DELETE('/api/v1/users/{userName}', at(userName)));
}

export function resetPassword(userName: string): Promise<FirstPassword> {
  return unwrap(client.POST('/api/v1/users/{userName}/password', at(userName)));
}

export function endSessions(userName: string): Promise<unknown> {
  return unwrap(client.DELETE('/api/v1/users/{userName}/sessions', at(userName)));
}
