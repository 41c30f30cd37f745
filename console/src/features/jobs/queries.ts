import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client';
import { keys, LIVE } from '../../api/keys';
import type { JobDetail, JobListQuery, JobTarget } from '../../api/types';

export const DEVICES_PER_PAGE = 50;

const at = (jobId: string) => ({ path: { jobId } });

export const jobPageQuery = (query: JobListQuery) =>
  queryOptions({
    queryKey: keys.jobPage(query),
    queryFn: ({ signal }) => unwrap(client.GET('/api/v1/jobs', { params: { query }, signal })),
    placeholderData: keepPreviousData,
    meta: LIVE,
  });

export const jobQuery = (jobId: string) =>
  queryOptions({
    queryKey: keys.job(jobId),
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/v1/jobs/{jobId}', { params: at(jobId), signal })),
    meta: LIVE,
  });

/** Of a job's devices, those that are asked for. */
export interface OutcomeSearch {
  outcome?: JobTarget['status'];
  search?: string;
}

export const jobDevicesQuery = (
  jobId: string,
  { outcome, search }: OutcomeSearch,
  after: string | undefined,
) =>
  queryOptions({
    queryKey: [...keys.jobDevices(jobId), outcome, search, after],
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/v1/jobs/{jobId}/devices', {
          params: {
            ...at(jobId),
            query: { status: outcome, search, after, pageSize: DEVICES_PER_PAGE },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    meta: LIVE,
  });

export function createJob(jobId: string, request: Record<string, unknown>): Promise<JobDetail> {
  return unwrap(client.PUT('/api/v1/jobs/{jobId}', { params: at(jobId), body: request }));
}

export function cancelJob(jobId: string): Promise<JobDetail> {
  return unwrap(client.POST('/api/v1/jobs/{jobId}/cancel', { params: at(jobId) }));
}
