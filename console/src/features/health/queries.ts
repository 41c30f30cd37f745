import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { HealthLimits, HealthThreshold, NewHealthThreshold } from '../../api/types';

const RELOAD_MS = 10_000;

/** All thresholds by metric, the widest first. */
export const thresholdsQuery = queryOptions({
  queryKey: keys.thresholds,
  queryFn: ({ signal }) => unwrap(client.GET('/api/v1/health/thresholds', { signal })),
  refetchInterval: RELOAD_MS,
});

/** What a threshold would make of the devices now; a number of a while ago would be believed. */
export const previewQuery = (threshold: NewHealthThreshold) =>
  queryOptions({
    queryKey: keys.thresholdPreview(threshold),
    queryFn: ({ signal }) =>
      unwrap(client.POST('/api/v1/health/thresholds/preview', { body: threshold, signal })),
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: 0,
  });

export function createThreshold(threshold: NewHealthThreshold): Promise<HealthThreshold> {
  return unwrap(client.POST('/api/v1/health/thresholds', { body: threshold }));
}

export function updateThreshold(
  { id, etag }: HealthThreshold,
  limits: HealthLimits,
): Promise<HealthThreshold> {
  return unwrap(
    client.PUT('/api/v1/health/thresholds/{id}', { params: exactly(id, etag), body: limits }),
  );
}

export function deleteThreshold({ id, etag }: HealthThreshold): Promise<unknown> {
  return unwrap(client.DELETE('/api/v1/health/thresholds/{id}', { params: exactly(id, etag) }));
}

function exactly(id: string, etag: string) {
  return { path: { id }, header: { 'If-Match': `"${etag}"` } };
}
