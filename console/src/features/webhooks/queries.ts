import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { NewStatusHook, StatusHook, StatusReplay } from '../../api/types';
import type { DeliveryState } from './search';

/** Messages go out without the live connection telling of them. */
const RELOAD_MS = 10_000;

const of = (name: string) => ({ path: { name } });

export const statusHooksQuery = queryOptions({
  queryKey: keys.statusHooks,
  queryFn: ({ signal }) => unwrap(client.GET('/api/v1/status-hooks', { signal })),
});

export const deliveriesQuery = (name: string, state: DeliveryState | undefined) =>
  queryOptions({
    queryKey: [...keys.statusDeliveries(name), state],
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/v1/status-hooks/{name}/deliveries', {
          params: { ...of(name), query: { state } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: RELOAD_MS,
  });

export function saveStatusHook(name: string, body: NewStatusHook): Promise<StatusHook> {
  return unwrap(client.PUT('/api/v1/status-hooks/{name}', { params: of(name), body }));
}

export function deleteStatusHook(name: string): Promise<unknown> {
  return unwrap(client.DELETE('/api/v1/status-hooks/{name}', { params: of(name) }));
}

/** Sends all messages again that were given up, or the one that is named. */
export function replay(name: string, delivery?: string): Promise<StatusReplay> {
  return unwrap(
    client.POST('/api/v1/status-hooks/{name}/replay', {
      params: { ...of(name), query: delivery === undefined ? {} : { delivery } },
    }),
  );
}
