import { keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client';
import { keys, LIVE } from '../../api/keys';
import { mergeTelemetry } from '../../api/telemetryMerge';
import type {
  DeviceDetail,
  MessageRequest,
  MethodRequest,
  MethodResponse,
  SentMessage,
  TelemetryPage,
  TimelineItem,
  Twin,
  TwinPatch,
} from '../../api/types';
import { RANGES, type HistoryRange } from './telemetry/history';

const at = (deviceId: string) => ({ path: { deviceId } });

export const deviceQuery = (deviceId: string) =>
  queryOptions({
    queryKey: keys.device(deviceId),
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/v1/devices/{deviceId}', { params: at(deviceId), signal })),
    meta: LIVE,
  });

/** The newest messages; what was pushed meanwhile is kept when they are loaded again. */
export const telemetryQuery = (deviceId: string, queryClient: QueryClient) =>
  queryOptions({
    queryKey: keys.telemetry(deviceId),
    queryFn: async ({ signal }): Promise<TelemetryPage> => {
      const loaded = await unwrap(
        client.GET('/api/v1/devices/{deviceId}/telemetry', {
          params: { ...at(deviceId), query: { limit: 500 } },
          signal,
        }),
      );
      const known = queryClient.getQueryData<TelemetryPage>(keys.telemetry(deviceId));
      return { items: mergeTelemetry(known?.items ?? [], loaded.items) };
    },
    // The sort and merge have decided identity already; a deep comparison of 1,000 bodies is wasted.
    structuralSharing: false,
    staleTime: 0,
    meta: LIVE,
  });

const METRICS_RELOAD_MS = 10_000;

/** The latest value of every metric; what comes meanwhile is in the pushed messages. */
export const metricsQuery = (deviceId: string) =>
  queryOptions({
    queryKey: keys.metrics(deviceId),
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/v1/devices/{deviceId}/metrics', { params: at(deviceId), signal })),
    refetchInterval: METRICS_RELOAD_MS,
  });

/** Buckets up to now of metrics of the device itself (null) or of one module. */
export const historyQuery = (
  deviceId: string,
  moduleId: string | null,
  metrics: readonly string[],
  range: HistoryRange,
) =>
  queryOptions({
    queryKey: keys.history(deviceId, moduleId, metrics, range),
    queryFn: ({ signal }) => {
      const to = Date.now();
      return unwrap(
        client.GET('/api/v1/devices/{deviceId}/history', {
          params: {
            ...at(deviceId),
            query: {
              metric: [...metrics],
              from: new Date(to - RANGES[range].millis).toISOString(),
              to: new Date(to).toISOString(),
              ...(moduleId !== null && { moduleId }),
            },
          },
          signal,
        }),
      );
    },
    refetchInterval: RANGES[range].reloadMillis,
    placeholderData: keepPreviousData,
  });

export const TIMELINE_PAGE = 50;
const TIMELINE_RELOAD_MS = 10_000;

/** What happened to the device; the newest page follows. */
export const timelineQuery = (
  deviceId: string,
  kind: TimelineItem['kind'] | 'all',
  continuation: string | undefined,
) =>
  queryOptions({
    queryKey: keys.timeline(deviceId, kind, continuation ?? ''),
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/v1/devices/{deviceId}/timeline', {
          params: {
            ...at(deviceId),
            query: {
              limit: TIMELINE_PAGE,
              ...(kind !== 'all' && { kind: [kind] }),
              ...(continuation !== undefined && { continuation }),
            },
          },
          signal,
        }),
      ),
    refetchInterval: continuation === undefined ? TIMELINE_RELOAD_MS : false,
  });

const HEALTH_RELOAD_MS = 10_000;
export const HEALTH_PAGE = 20;

/** A change of it is pushed with the device; its last values are not. */
export const deviceHealthQuery = (deviceId: string) =>
  queryOptions({
    queryKey: keys.deviceHealth(deviceId),
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/v1/devices/{deviceId}/health', { params: at(deviceId), signal })),
    refetchInterval: HEALTH_RELOAD_MS,
  });

export const deviceHealthChangesQuery = (deviceId: string, continuation: string | undefined) =>
  queryOptions({
    queryKey: keys.deviceHealthChanges(deviceId, continuation ?? ''),
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/v1/devices/{deviceId}/health/changes', {
          params: {
            ...at(deviceId),
            query: { limit: HEALTH_PAGE, ...(continuation !== undefined && { continuation }) },
          },
          signal,
        }),
      ),
    refetchInterval: continuation === undefined ? HEALTH_RELOAD_MS : false,
  });

const TWIN_RELOAD_MS = 10_000;

/** Twins are not pushed yet, hence the interval. */
export const twinQuery = (deviceId: string) =>
  queryOptions({
    queryKey: keys.twin(deviceId),
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/v1/devices/{deviceId}/twin', { params: at(deviceId), signal })),
    refetchInterval: TWIN_RELOAD_MS,
  });

/** Membership follows the twins, and is not pushed either. */
export const deviceGroupsQuery = (deviceId: string) =>
  queryOptions({
    queryKey: keys.deviceGroups(deviceId),
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/v1/devices/{deviceId}/groups', { params: at(deviceId), signal })),
    refetchInterval: TWIN_RELOAD_MS,
  });

/** The configurations that target a device or a module of it, and why its values are what they are. */
export const deviceConfigurationsQuery = (deviceId: string, moduleId?: string) =>
  queryOptions({
    queryKey: [...keys.deviceConfigurations(deviceId), moduleId],
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/v1/devices/{deviceId}/configurations', {
          params: { ...at(deviceId), query: moduleId === undefined ? {} : { moduleId } },
          signal,
        }),
      ),
    refetchInterval: TWIN_RELOAD_MS,
    meta: LIVE,
  });

export const credentialsQuery = (deviceId: string) =>
  queryOptions({
    queryKey: ['credentials', deviceId],
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/v1/devices/{deviceId}/credentials', { params: at(deviceId), signal }),
      ),
    // Secrets do not stay in memory after the page has been left.
    gcTime: 0,
  });

export function patchTwin(deviceId: string, etag: string, patch: TwinPatch): Promise<Twin> {
  return unwrap(
    client.PATCH('/api/v1/devices/{deviceId}/twin', {
      params: { ...at(deviceId), header: { 'If-Match': `"${etag}"` } },
      body: patch,
    }),
  );
}

export function setStatus(deviceId: string, status: 'enabled' | 'disabled'): Promise<DeviceDetail> {
  return unwrap(
    client.PATCH('/api/v1/devices/{deviceId}', { params: at(deviceId), body: { status } }),
  );
}

export function deleteDevice(deviceId: string): Promise<unknown> {
  return unwrap(client.DELETE('/api/v1/devices/{deviceId}', { params: at(deviceId) }));
}

export function invokeMethod(deviceId: string, method: MethodRequest): Promise<MethodResponse> {
  return unwrap(
    client.POST('/api/v1/devices/{deviceId}/methods', { params: at(deviceId), body: method }),
  );
}

export function sendMessage(deviceId: string, message: MessageRequest): Promise<SentMessage> {
  return unwrap(
    client.POST('/api/v1/devices/{deviceId}/messages', { params: at(deviceId), body: message }),
  );
}

/** The deployments that were for a device, the newest first. */
export const deviceUpdatesQuery = (deviceId: string) =>
  queryOptions({
    queryKey: keys.deviceUpdates(deviceId),
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/v1/devices/{deviceId}/updates', {
          params: { path: { deviceId } },
          signal,
        }),
      ),
    meta: LIVE,
  });
