import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { Group, NewGroup } from '../../api/types';

export const MEMBERS_PER_PAGE = 50;

// What a group holds follows the twins, and those are not pushed.
const RELOAD_MS = 10_000;

const at = (name: string) => ({ path: { name } });

export const groupQuery = (name: string) =>
  queryOptions({
    queryKey: keys.group(name),
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/v1/groups/{name}', { params: at(name), signal })),
    refetchInterval: RELOAD_MS,
  });

export const membersQuery = (name: string, continuation: string | undefined) =>
  queryOptions({
    queryKey: [...keys.groupMembers(name), continuation],
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/v1/groups/{name}/devices', {
          params: { ...at(name), query: { pageSize: MEMBERS_PER_PAGE, continuation } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: RELOAD_MS,
  });

/** Changes the group that has this ETag; without one makes a group, where none has the name. */
export function saveGroup(name: string, group: NewGroup, etag?: string): Promise<Group> {
  return unwrap(
    client.PUT('/api/v1/groups/{name}', {
      params: { ...at(name), header: etag === undefined ? ONLY_NEW : ifMatch(etag) },
      body: group,
    }),
  );
}

export function deleteGroup({ name, etag }: Group): Promise<unknown> {
  return unwrap(
    client.DELETE('/api/v1/groups/{name}', { params: { ...at(name), header: ifMatch(etag) } }),
  );
}

const ONLY_NEW = { 'If-None-Match': '*' };

function ifMatch(etag: string) {
  return { 'If-Match': `"${etag}"` };
}
