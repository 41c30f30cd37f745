import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type {
  Alert,
  AlertChannel,
  AlertRule,
  NewAlertChannel,
  NewAlertRule,
} from '../../api/types';
import type { AlertSearch } from './search';

export const ROWS_PER_PAGE = 50;
const RELOAD_MS = 5_000;

/** A page of alerts; the newest one is kept fresh. */
export const alertsQuery = (search: AlertSearch, continuation: string | undefined) =>
  queryOptions({
    queryKey: [...keys.alerts, search, continuation],
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/v1/alerts', {
          params: { query: { ...search, continuation, pageSize: ROWS_PER_PAGE } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: continuation === undefined ? RELOAD_MS : false,
  });

export function acknowledge(id: number): Promise<Alert> {
  return unwrap(
    client.POST('/api/v1/alerts/{id}/acknowledge', { params: { path: { id: String(id) } } }),
  );
}

export function mute(id: number, minutes: number): Promise<Alert> {
  return unwrap(
    client.POST('/api/v1/alerts/{id}/mute', {
      params: { path: { id: String(id) } },
      body: { minutes },
    }),
  );
}

export const alertRulesQuery = queryOptions({
  queryKey: keys.alertRules,
  queryFn: ({ signal }) => unwrap(client.GET('/api/v1/alert-rules', { signal })),
});

export function saveRule(name: string, body: NewAlertRule): Promise<AlertRule> {
  return unwrap(client.PUT('/api/v1/alert-rules/{name}', { params: { path: { name } }, body }));
}

export function deleteRule(name: string): Promise<void> {
  return unwrap(client.DELETE('/api/v1/alert-rules/{name}', { params: { path: { name } } }));
}

export function muteRule(name: string, minutes: number): Promise<void> {
  return unwrap(
    client.POST('/api/v1/alert-rules/{name}/mute', {
      params: { path: { name } },
      body: { minutes },
    }),
  );
}

export const alertChannelsQuery = queryOptions({
  queryKey: keys.alertChannels,
  queryFn: ({ signal }) => unwrap(client.GET('/api/v1/alert-channels', { signal })),
  refetchInterval: RELOAD_MS,
});

export function saveChannel(name: string, body: NewAlertChannel): Promise<AlertChannel> {
  return unwrap(client.PUT('/api/v1/alert-channels/{name}', { params: { path: { name } }, body }));
}

export function deleteChannel(name: string): Promise<void> {
  return unwrap(client.DELETE('/api/v1/alert-channels/{name}', { params: { path: { name } } }));
}

export function testChannel(name: string): Promise<AlertChannel> {
  return unwrap(client.POST('/api/v1/alert-channels/{name}/test', { params: { path: { name } } }));
}
