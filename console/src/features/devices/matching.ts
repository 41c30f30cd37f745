import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { matchCountQuery } from '../../api/query';
import type { DeviceSummary } from '../../api/types';
import { usePages } from '../../components/usePages';
import { isObject } from '../../lib/json';
import { ALL, both, quote } from '../../lib/condition';
import { oneOf } from '../../lib/oneOf';
import { DEFAULT_PAGE_SIZE } from '../../lib/paging';
import { HEALTHS, type DeviceSearch, type Health, type Sort } from './search';

const HEALTH = 'properties.reported.health.status';
const FIRMWARE = 'properties.reported.firmware.version';
const SELECTED = [
  'deviceId',
  'status',
  'connectionState',
  'lastActivityTime',
  'authenticationType',
  'properties.reported.model AS model',
  `${FIRMWARE} AS firmware`,
  `${HEALTH} AS health`,
  'properties.reported.location AS location',
].join(', ');

// Twins, which conditions are about, are not pushed.
const RELOAD_MS = 10_000;
/** What the service's documents say where there is no time. */
const NEVER = '0001-01-01T00:00:00Z';

/** All that a search asks for, as one condition. */
export function wholeCondition({
  condition,
  search,
  status,
  connection,
  health,
}: DeviceSearch): string {
  const others = [
    ...(search ? [`CONTAINS(LOWER(deviceId), ${quote(search.toLowerCase())})`] : []),
    ...(status ? [`status = ${quote(status)}`] : []),
    ...(connection
      ? [`connectionState = ${quote(connection === 'connected' ? 'Connected' : 'Disconnected')}`]
      : []),
    ...(health ? [healthIs(health)] : []),
  ];
  if (others.length === 0) return condition ?? ALL;
  return condition === undefined ? others.join(' AND ') : both(condition, others.join(' AND '));
}

/** Of whom nothing is known has no such property. */
function healthIs(health: Health): string {
  const same = `${HEALTH} = ${quote(health)}`;
  return health === 'unknown' ? `(NOT IS_DEFINED(${HEALTH}) OR ${same})` : same;
}

export function toMatchingQuery(search: DeviceSearch): string {
  const order = orderOf(search.sort ?? 'deviceId', search.order ?? 'asc');
  return `SELECT ${SELECTED} FROM devices WHERE ${wholeCondition(search)}${order}`;
}

function orderOf(sort: Sort, order: 'asc' | 'desc'): string {
  if (sort === 'deviceId' && order === 'asc') return '';
  return ` ORDER BY ${REPORTED[sort] ?? sort}${order === 'desc' ? ' DESC' : ''}`;
}

const REPORTED: Partial<Record<Sort, string>> = { firmware: FIRMWARE, health: HEALTH };

/** A row of the query's results; what reports gave another shape than a device's is left out. */
export function toDevice(item: unknown): DeviceSummary {
  const row = item as DeviceSummary;
  const { latitude, longitude } = isObject(row.location) ? row.location : {};
  return {
    ...row,
    lastActivityTime: row.lastActivityTime === NEVER ? null : row.lastActivityTime,
    model: typeof row.model === 'string' ? row.model : null,
    health: oneOf(HEALTHS, row.health) ?? 'unknown',
    firmware: typeof row.firmware === 'string' ? row.firmware : null,
    location:
      typeof latitude === 'number' && typeof longitude === 'number'
        ? { latitude, longitude }
        : null,
  };
}

const matchingQuery = (search: DeviceSearch, continuation: string | undefined) => {
  const query = toMatchingQuery(search);
  const pageSize = search.pageSize ?? DEFAULT_PAGE_SIZE;
  return queryOptions({
    queryKey: [...keys.devicesMatching, query, pageSize, continuation],
    queryFn: async ({ signal }) => {
      const body = { query, pageSize, continuation };
      const page = await unwrap(client.POST('/api/v1/query', { body, signal }));
      return { items: page.items.map(toDevice), continuation: page.continuation };
    },
    placeholderData: keepPreviousData,
    refetchInterval: RELOAD_MS,
  });
};

/** The devices that a condition is true for, and the way through their pages. */
export function useMatching(search: DeviceSearch) {
  const enabled = search.condition !== undefined;
  const pageSize = search.pageSize ?? DEFAULT_PAGE_SIZE;
  const pages = usePages(`${toMatchingQuery(search)} ${pageSize}`);
  const page = useQuery({ ...matchingQuery(search, pages.continuation), enabled });
  const counted = useQuery({
    ...matchCountQuery(wholeCondition(search)),
    enabled,
    refetchInterval: RELOAD_MS,
  });
  return { page, pages, pageSize, total: counted.data?.count };
}

export type Matching = ReturnType<typeof useMatching>;
