import type { QueryClient } from '@tanstack/react-query';
import { askedHub } from './askedHub';
import { patchDevicePage } from './devicePagePatch';
import { patchJobPage } from './jobPagePatch';
import { keys } from './keys';
import type { LiveConnection, LiveEvent } from './live';
import { mergeTelemetry } from './telemetryMerge';
import type {
  DeviceDetail,
  DeviceListQuery,
  DevicePage,
  JobDetail,
  JobListQuery,
  JobPage,
  TelemetryPage,
} from './types';

const POLL_EVERY_MS = 5_000;
/** A busy fleet changes its order all the time; lists are loaded again at most this often. */
const RELOAD_EVERY_MS = 2_000;

/**
 * Keeps the query cache of a hub true while the page is about that hub: by the live connection while it
 * stands, by loading everything marked LIVE every five seconds while it does not. Returns the function
 * that stops it.
 */
export function keepCacheLive(
  queryClient: QueryClient,
  live: LiveConnection,
  hub: string | undefined,
): () => void {
  let reload: ReturnType<typeof setTimeout> | undefined;
  const stalePages = new Set<string>();

  const isShown = () => askedHub.get() === hub;

  const refresh = () =>
    void queryClient.invalidateQueries({ predicate: (query) => query.meta?.live === true });

  const reloadSoon = (hash: string) => {
    stalePages.add(hash);
    reload ??= setTimeout(() => {
      reload = undefined;
      const hashes = new Set(stalePages);
      stalePages.clear();
      void queryClient.invalidateQueries({ predicate: (query) => hashes.has(query.queryHash) });
    }, RELOAD_EVERY_MS);
  };

  const apply = (event: LiveEvent) => {
    if (!isShown()) return;
    switch (event.type) {
      case 'overview':
        queryClient.setQueryData(keys.overview, event.overview);
        break;
      case 'devices':
        applyDevices(queryClient, event, reloadSoon);
        // Where devices are, whom configurations target and which values stand there follows the twins.
        for (const queryKey of [keys.fleetMaps, keys.configurations, keys.twinValuesAll]) {
          queryClient
            .getQueryCache()
            .findAll({ queryKey })
            .forEach((query) => reloadSoon(query.queryHash));
        }
        break;
      case 'telemetry':
        applyTelemetry(queryClient, event);
        break;
      case 'jobs':
        applyJobs(queryClient, event, reloadSoon);
        break;
      case 'deployments':
        for (const query of queryClient.getQueryCache().findAll({ queryKey: keys.deployments })) {
          reloadSoon(query.queryHash);
        }
        break;
      case 'resync':
        refresh();
        break;
    }
  };

  const stopListening = live.listen(apply);
  const poll = setInterval(() => {
    if (isShown() && live.state.get() !== 'live') refresh();
  }, POLL_EVERY_MS);
  const lost = live.state.subscribe(() => {
    if (isShown() && live.state.get() === 'down') refresh();
  });

  return () => {
    stopListening();
    lost();
    clearInterval(poll);
    clearTimeout(reload);
  };
}

function applyDevices(
  queryClient: QueryClient,
  { changed, removed }: Extract<LiveEvent, { type: 'devices' }>,
  reloadSoon: (hash: string) => void,
): void {
  for (const query of queryClient.getQueryCache().findAll({ queryKey: keys.devicePages })) {
    const page = query.state.data as DevicePage | undefined;
    if (!page) continue;
    const patch = patchDevicePage(page, query.queryKey[2] as DeviceListQuery, changed, removed);
    if (patch.page !== page) queryClient.setQueryData(query.queryKey, patch.page);
    if (patch.stale) reloadSoon(query.queryHash);
  }
  for (const device of changed) {
    const key = keys.device(device.deviceId);
    const before = queryClient.getQueryData<DeviceDetail>(key);
    if (!before) continue;
    queryClient.setQueryData<DeviceDetail>(key, { ...before, ...device });
    if (before.health !== device.health) {
      void queryClient.invalidateQueries({ queryKey: keys.deviceHealth(device.deviceId) });
    }
    // The summary does not carry since when, by which protocol and from where.
    if (before.connectionState !== device.connectionState || before.status !== device.status) {
      void queryClient.invalidateQueries({ queryKey: key });
    }
  }
  for (const deviceId of removed) {
    void queryClient.invalidateQueries({ queryKey: keys.device(deviceId) });
  }
}

function applyJobs(
  queryClient: QueryClient,
  { changed }: Extract<LiveEvent, { type: 'jobs' }>,
  reloadSoon: (hash: string) => void,
): void {
  for (const query of queryClient.getQueryCache().findAll({ queryKey: keys.jobPages })) {
    const page = query.state.data as JobPage | undefined;
    if (!page) continue;
    const patch = patchJobPage(page, query.queryKey[2] as JobListQuery, changed);
    if (patch.page !== page) queryClient.setQueryData(query.queryKey, patch.page);
    if (patch.stale) reloadSoon(query.queryHash);
  }
  for (const job of changed) {
    queryClient.setQueryData<JobDetail>(
      keys.job(job.jobId),
      (before) => before && { ...before, job },
    );
    // What became of each device is told by the server page by page only.
    for (const query of queryClient
      .getQueryCache()
      .findAll({ queryKey: keys.jobDevices(job.jobId) })) {
      reloadSoon(query.queryHash);
    }
  }
}

function applyTelemetry(
  queryClient: QueryClient,
  { items }: Extract<LiveEvent, { type: 'telemetry' }>,
): void {
  for (const deviceId of new Set(items.map((item) => item.deviceId))) {
    const fresh = items.filter((item) => item.deviceId === deviceId);
    queryClient.setQueryData<TelemetryPage>(keys.telemetry(deviceId), (page) =>
      page ? { items: mergeTelemetry(page.items, fresh) } : page,
    );
  }
}
