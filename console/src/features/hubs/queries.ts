import { queryOptions } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { HubPatch, HubPolicyKeys, HubSummary, NewHub, NewHubPolicy } from '../../api/types';

const ofHub = (hub: string) => ({ params: { path: { hub } } });
const ofPolicy = (hub: string, policy: string) => ({ params: { path: { hub, policy } } });

export const hubQuery = (hub: string) =>
  queryOptions({
    queryKey: keys.hub(hub),
    queryFn: ({ signal }) => unwrap(client.GET('/api/v1/hubs/{hub}', { ...ofHub(hub), signal })),
  });

export const policiesQuery = (hub: string) =>
  queryOptions({
    queryKey: keys.hubPolicies(hub),
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/v1/hubs/{hub}/policies', { ...ofHub(hub), signal })),
  });

/** Keys are not kept longer than they are looked at. */
export const policyKeysQuery = (hub: string, policy: string) =>
  queryOptions({
    queryKey: keys.policyKeys(hub, policy),
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/v1/hubs/{hub}/policies/{policy}/keys', {
          ...ofPolicy(hub, policy),
          signal,
        }),
      ),
    staleTime: 0,
    gcTime: 0,
  });

export function createHub(hub: NewHub): Promise<HubSummary> {
  return unwrap(client.POST('/api/v1/hubs', { body: hub }));
}

export function updateHub(hub: string, patch: HubPatch): Promise<HubSummary> {
  return unwrap(client.PATCH('/api/v1/hubs/{hub}', { ...ofHub(hub), body: patch }));
}

/** Deletes a hub with all its devices. */
export function deleteHub(hub: string): Promise<unknown> {
  return unwrap(
    client.DELETE('/api/v1/hubs/{hub}', { params: { path: { hub }, query: { confirm: hub } } }),
  );
}

export function createPolicy(hub: string, policy: NewHubPolicy): Promise<unknown> {
  return unwrap(client.POST('/api/v1/hubs/{hub}/policies', { ...ofHub(hub), body: policy }));
}

export function renewKey(
  hub: string,
  policy: string,
  key: 'primary' | 'secondary',
): Promise<HubPolicyKeys> {
  return unwrap(
    client.POST('/api/v1/hubs/{hub}/policies/{policy}/keys/{key}', {
      params: { path: { hub, policy, key } },
    }),
  );
}

export function deletePolicy(hub: string, policy: string): Promise<unknown> {
  return unwrap(client.DELETE('/api/v1/hubs/{hub}/policies/{policy}', ofPolicy(hub, policy)));
}
