import { useLayoutEffect } from 'react';
import { createValue } from '../lib/value';

/** The hub that the page is about; undefined for the first one. */
export const askedHub = createValue<string | undefined>(undefined);

/** The operations that are of one hub, with all below them; the others take no notice of the parameter. */
const OF_HUB = [
  '/api/v1/overview',
  '/api/v1/devices',
  '/api/v1/bulk',
  '/api/v1/groups',
  '/api/v1/jobs',
  '/api/v1/query',
  '/api/v1/configurations',
  '/api/v1/configuration-checks',
  '/api/v1/health',
  '/api/v1/firmware',
  '/api/v1/deployments',
  '/api/v1/alerts',
  '/api/v1/alert-rules',
  '/api/v1/alert-channels',
  '/api/v1/reports',
  '/api/v1/report-schedules',
];

/** The address of a call, with the hub that is asked for. */
export function withHub(address: string): string {
  const hub = askedHub.get();
  const url = new URL(address, window.location.origin);
  const { pathname } = url;
  if (hub === undefined || !OF_HUB.some((of) => `${pathname}/`.startsWith(`${of}/`))) {
    return url.href;
  }
  url.searchParams.set('hub', hub);
  return url.href;
}

/** Has all calls ask that hub as long as the page stands; before any call that is made in an effect. */
export function useAskedHub(hub: string | undefined): void {
  useLayoutEffect(() => {
    askedHub.set(hub);
    return () => askedHub.set(undefined);
  }, [hub]);
}
