import type { Deployment, DeviceUpdate } from '../../api/types';
import { oneOf } from '../../lib/oneOf';
import { DEFAULT_PAGE_SIZE, PAGE_SIZES } from '../../lib/paging';

export const STATUSES: readonly Deployment['status'][] = [
  'scheduled',
  'running',
  'paused',
  'cancelling',
  'completed',
  'failed',
  'cancelled',
];
export const DEVICE_STATUSES: readonly DeviceUpdate['status'][] = [
  'Queued',
  'InProgress',
  'Completed',
  'Failed',
  'Skipped',
  'Cancelled',
];
export const SORTS = ['deviceId', 'status', 'wave', 'updatedAt', 'reason'] as const;
export type DeviceSort = (typeof SORTS)[number];

interface Paged {
  page?: number;
  pageSize?: number;
}

/** The state of the list of deployments, as it stands in the URL. Defaults are left out of it. */
export interface DeploymentSearch extends Paged {
  status?: Deployment['status'];
}

/** Which devices of a deployment are looked at, as it stands in the URL. */
export interface DeviceSearch extends Paged {
  status?: DeviceUpdate['status'];
  search?: string;
  reason?: string;
  sort?: DeviceSort;
  order?: 'desc';
}

/** Reads a URL that anybody may have typed: what makes no sense is dropped. */
export function parseDeploymentSearch(raw: Record<string, unknown>): DeploymentSearch {
  const status = oneOf(STATUSES, raw.status);
  return { ...(status && { status }), ...paged(raw) };
}

export function parseDeviceSearch(raw: Record<string, unknown>): DeviceSearch {
  const status = oneOf(DEVICE_STATUSES, raw.status);
  const sort = oneOf(SORTS, raw.sort);
  const search = textOf(raw.search);
  const reason = textOf(raw.reason);
  return {
    ...(status && { status }),
    ...(search && { search }),
    ...(reason && { reason }),
    ...(sort && sort !== 'deviceId' && { sort }),
    ...(raw.order === 'desc' && { order: raw.order }),
    ...paged(raw),
  };
}

export function pageOf({ page = 0, pageSize = DEFAULT_PAGE_SIZE }: Paged): Required<Paged> {
  return { page, pageSize };
}

function paged(raw: Record<string, unknown>): Paged {
  const pageSize = oneOf(PAGE_SIZES, raw.pageSize);
  return {
    ...(Number.isInteger(raw.page) && Number(raw.page) > 0 && { page: Number(raw.page) }),
    ...(pageSize && pageSize !== DEFAULT_PAGE_SIZE && { pageSize }),
  };
}

/** A text of digits only arrives as a number. */
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
