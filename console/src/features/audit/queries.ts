import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { AuditCheck } from '../../api/types';
import { toQuery, type AuditSearch } from './search';

export const ROWS_PER_PAGE = 50;
const RELOAD_MS = 3_000;

/** A page of what is found; the newest one follows the log when `live`. */
export const auditQuery = (search: AuditSearch, continuation: string | undefined, live: boolean) =>
  queryOptions({
    queryKey: [...keys.audit, search, continuation],
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/v1/audit', {
          params: { query: toQuery(search, continuation, ROWS_PER_PAGE) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: live && continuation === undefined ? RELOAD_MS : false,
  });

export const auditActionsQuery = queryOptions({
  queryKey: keys.auditActions,
  queryFn: ({ signal }) => unwrap(client.GET('/api/v1/audit/actions', { signal })),
  staleTime: 60_000,
});

export function verifyAudit(): Promise<AuditCheck> {
  return unwrap(client.POST('/api/v1/audit/verification'));
}
