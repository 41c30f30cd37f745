import type { RecordQuery } from '../../api/types';
import { oneOf } from '../../lib/oneOf';
import { DEFAULT_PAGE_SIZE, PAGE_SIZES } from '../../lib/paging';

export const STATUSES = ['waiting', 'enrolled', 'active', 'gone'] as const;

/** What of the records is shown, as it stands in the URL. */
export interface RecordSearch {
  search?: string;
  customer?: string;
  status?: (typeof STATUSES)[number];
  /** Counted from 0. */
  page?: number;
  pageSize?: number;
}

const WORDS = ['search', 'customer'] as const;

/** Reads a URL that anybody may have typed: what makes no sense is dropped. */
export function parseRecordSearch(raw: Record<string, unknown>): RecordSearch {
  const search: RecordSearch = {};
  for (const name of WORDS) {
    const value = raw[name];
    // Digits only arrive as a number.
    if ((typeof value === 'string' && value !== '') || typeof value === 'number') {
      search[name] = String(value);
    }
  }
  const status = oneOf(STATUSES, raw.status);
  if (status) search.status = status;
  if (typeof raw.page === 'number' && Number.isInteger(raw.page) && raw.page > 0) {
    search.page = raw.page;
  }
  const pageSize = oneOf(PAGE_SIZES, raw.pageSize);
  if (pageSize !== undefined && pageSize !== DEFAULT_PAGE_SIZE) search.pageSize = pageSize;
  return search;
}

export const isFiltered = ({ search, customer, status }: RecordSearch): boolean =>
  search !== undefined || customer !== undefined || status !== undefined;

export const toQuery = (search: RecordSearch): RecordQuery => ({
  ...search,
  page: search.page ?? 0,
  pageSize: search.pageSize ?? DEFAULT_PAGE_SIZE,
});
