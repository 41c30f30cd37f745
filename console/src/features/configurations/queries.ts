import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client';
import { keys, LIVE } from '../../api/keys';
import { ApiProblem } from '../../api/problem';
import type { ConfigurationDraft, ConfigurationFinding, NewConfiguration } from '../../api/types';
import { isObject } from '../../lib/json';
import type { Only } from './only';

export const TARGETS_PER_PAGE = 50;

// Twins that change are pushed; groups and metrics are not.
const RELOAD_MS = 15_000;
// A change is on its way to the devices.
const SETTLING_MS = 1_000;

const at = (id: string) => ({ path: { id } });

export const configurationsQuery = queryOptions({
  queryKey: keys.configurations,
  queryFn: ({ signal }) => unwrap(client.GET('/api/v1/configurations', { signal })),
  refetchInterval: ({ state }) =>
    state.data?.items.some(({ settled }) => !settled) ? SETTLING_MS : RELOAD_MS,
  meta: LIVE,
});

export const configurationQuery = (id: string) =>
  queryOptions({
    queryKey: keys.configuration(id),
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/v1/configurations/{id}', { params: at(id), signal })),
    refetchInterval: ({ state }) =>
      state.data?.configuration.settled === false ? SETTLING_MS : RELOAD_MS,
    meta: LIVE,
  });

export const targetsQuery = (id: string, only: Only | undefined, after: string | undefined) =>
  queryOptions({
    queryKey: [...keys.configurationTargets(id), only, after],
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/v1/configurations/{id}/targets', {
          params: { ...at(id), query: { only, after, pageSize: TARGETS_PER_PAGE } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: RELOAD_MS,
    meta: LIVE,
  });

/** How many a condition is true for, when it is the target of this sort of content. */
export const targetCountQuery = (content: unknown) => (targetCondition: string) =>
  queryOptions({
    // Only the kind of the content tells whom the condition is about.
    queryKey: ['configuration-checks', 'target', kindOf(content), targetCondition],
    queryFn: async ({ signal }) => {
      const { target } = await check({ content: sample(content), targetCondition }, signal);
      return { count: counted(target) };
    },
  });

/** What is wrong with a content, and what it sets. */
export const contentCheckQuery = (content: unknown) =>
  queryOptions({
    queryKey: ['configuration-checks', 'content', content],
    queryFn: ({ signal }) => check({ content: isObject(content) ? content : {} }, signal),
  });

/** How many twins a metric's query finds. */
export async function tryMetric(query: string): Promise<number> {
  const { metrics } = await check({ metrics: { tried: query } });
  return counted(metrics.tried ?? { count: null, error: null });
}

function check(body: ConfigurationDraft, signal?: AbortSignal) {
  return unwrap(client.POST('/api/v1/configuration-checks', { body, ...(signal && { signal }) }));
}

function kindOf(content: unknown): string {
  return isObject(content) ? (Object.keys(content)[0] ?? '') : '';
}

/** The least content of the same kind, so that one that is half written does not stand in the way. */
function sample(content: unknown): Record<string, unknown> {
  const part = { 'properties.desired.x': 0 };
  const kind = kindOf(content);
  return { [kind]: kind === 'modulesContent' ? { x: part } : part };
}

function counted({ count, error }: ConfigurationFinding): number {
  if (error !== null) throw new ApiProblem({ status: 400, detail: error });
  return count ?? 0;
}

/** Changes the configuration that has this ETag; without one makes a configuration. */
export function saveConfiguration(id: string, configuration: NewConfiguration, etag?: string) {
  return unwrap(
    client.PUT('/api/v1/configurations/{id}', {
      params: { ...at(id), ...(etag === undefined ? {} : { header: ifMatch(etag) }) },
      body: configuration,
    }),
  );
}

export function deleteConfiguration(id: string, etag: string): Promise<unknown> {
  return unwrap(
    client.DELETE('/api/v1/configurations/{id}', { params: { ...at(id), header: ifMatch(etag) } }),
  );
}

function ifMatch(etag: string) {
  return { 'If-Match': `"${etag}"` };
}
