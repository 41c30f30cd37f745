import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client';
import { keys, LIVE } from '../../api/keys';
import type { Deployment, NewDeployment } from '../../api/types';
import { pageOf, type DeploymentSearch, type DeviceSearch } from './search';

/** What is under way is asked for so often besides, as estimates and windows change without an event. */
const RELOAD_MS = 10_000;

export const deploymentsQuery = ({ status, ...paged }: DeploymentSearch) =>
  queryOptions({
    queryKey: [...keys.deployments, 'pages', status, pageOf(paged)],
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/v1/deployments', {
          params: { query: { status, ...pageOf(paged) } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: RELOAD_MS,
    meta: LIVE,
  });

export const deploymentQuery = (id: string) =>
  queryOptions({
    queryKey: keys.deployment(id),
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/v1/deployments/{id}', { params: { path: { id } }, signal })),
    refetchInterval: RELOAD_MS,
    meta: LIVE,
  });

export const deploymentDevicesQuery = (id: string, search: DeviceSearch) => {
  const { page, pageSize, ...asked } = search;
  const query = { ...asked, ...pageOf({ ...(page && { page }), ...(pageSize && { pageSize }) }) };
  return queryOptions({
    queryKey: [...keys.deployment(id), 'devices', query],
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/v1/deployments/{id}/devices', {
          params: { path: { id }, query },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: RELOAD_MS,
    meta: LIVE,
  });
};

export const previewQuery = (wanted: NewDeployment) =>
  queryOptions({
    queryKey: [...keys.deployments, 'preview', wanted],
    queryFn: ({ signal }) =>
      unwrap(client.POST('/api/v1/deployments/preview', { body: wanted, signal })),
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });

export function createDeployment(wanted: NewDeployment): Promise<Deployment> {
  return unwrap(client.POST('/api/v1/deployments', { body: wanted }));
}

const COMMANDS = {
  pause: '/api/v1/deployments/{id}/pause',
  resume: '/api/v1/deployments/{id}/resume',
  cancel: '/api/v1/deployments/{id}/cancel',
  rollBack: '/api/v1/deployments/{id}/rollback',
} as const;

export type DeploymentCommand = keyof typeof COMMANDS;

/** Of a roll-back the new deployment, otherwise the same one as it is now. */
export function commandDeployment(id: string, command: DeploymentCommand): Promise<Deployment> {
  return unwrap(client.POST(COMMANDS[command], { params: { path: { id } } }));
}
