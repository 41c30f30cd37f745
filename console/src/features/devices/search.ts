import type { DeviceListQuery, DeviceSummary } from '../../api/types';
import { oneOf } from '../../lib/oneOf';
import { DEFAULT_PAGE_SIZE, PAGE_SIZES } from '../../lib/paging';
import { parseColumns } from './columns/chosen';

/** The state of the device table, as it stands in the URL. Defaults are left out of it. */
export interface DeviceSearch {
  search?: string;
  /** In the query language; together with the others. */
  condition?: string;
  status?: 'enabled' | 'disabled';
  connection?: 'connected' | 'disconnected';
  health?: Health;
  sort?: Sort;
  order?: 'asc' | 'desc';
  page?: number;
  pageSize?: number;
  /** After the device id; without them the usual ones. */
  columns?: string[];
}

export type Health = DeviceSummary['health'];
export type Sort = NonNullable<DeviceListQuery['sort']>;

const SORTS: readonly Sort[] = [
  'deviceId',
  'lastActivityTime',
  'connectionState',
  'firmware',
  'status',
  'health',
];

/** From the best to the worst, as the server sorts them. */
export const HEALTHS: readonly Health[] = ['healthy', 'warning', 'critical', 'unknown'];

/** Reads a URL that anybody may have typed: what makes no sense is dropped. */
export function parseDeviceSearch(raw: Record<string, unknown>): DeviceSearch {
  const search: DeviceSearch = {};
  // A search of digits only arrives as a number.
  if (typeof raw.search === 'string' || typeof raw.search === 'number') {
    search.search = String(raw.search);
  }
  if (typeof raw.condition === 'string' && raw.condition.trim() !== '') {
    search.condition = raw.condition;
  }
  const status = oneOf(['enabled', 'disabled'] as const, raw.status);
  const connection = oneOf(['connected', 'disconnected'] as const, raw.connection);
  const health = oneOf(HEALTHS, raw.health);
  const sort = oneOf(SORTS, raw.sort);
  if (status) search.status = status;
  if (connection) search.connection = connection;
  if (health) search.health = health;
  if (sort && sort !== 'deviceId') search.sort = sort;
  if (raw.order === 'desc') search.order = 'desc';
  if (Number.isInteger(raw.page) && Number(raw.page) > 0) search.page = Number(raw.page);
  const pageSize = oneOf(PAGE_SIZES, raw.pageSize);
  if (pageSize && pageSize !== DEFAULT_PAGE_SIZE) search.pageSize = pageSize;
  const columns = parseColumns(raw.columns);
  if (columns) search.columns = columns;
  return search;
}

/** A search without a condition; one with a condition is a query, see matching.ts. */
export function toQuery(search: DeviceSearch): DeviceListQuery {
  const query = { sort: 'deviceId', order: 'asc', page: 0, pageSize: DEFAULT_PAGE_SIZE, ...search };
  // What stands in the columns of twins is asked for on its own.
  delete query.columns;
  return query as DeviceListQuery;
}

export function isFiltered({
  search,
  status,
  connection,
  health,
  condition,
}: DeviceSearch): boolean {
  return Boolean(search ?? status ?? connection ?? health ?? condition);
}
