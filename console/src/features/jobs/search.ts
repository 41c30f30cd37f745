import type { JobListQuery, JobSummary, JobTarget } from '../../api/types';
import { oneOf } from '../../lib/oneOf';
import { DEFAULT_PAGE_SIZE, PAGE_SIZES } from '../../lib/paging';
import type { OutcomeSearch } from './queries';

export const STATUSES: readonly JobSummary['status'][] = [
  'scheduled',
  'enqueued',
  'running',
  'completed',
  'failed',
  'cancelled',
];
export const TYPES: readonly JobSummary['type'][] = ['scheduleDeviceMethod', 'scheduleUpdateTwin'];
export const OUTCOMES: readonly JobTarget['status'][] = [
  'pending',
  'running',
  'completed',
  'failed',
  'cancelled',
];

/** The state of the list of jobs, as it stands in the URL. Defaults are left out of it. */
export interface JobSearch {
  status?: JobSummary['status'];
  type?: JobSummary['type'];
  page?: number;
  pageSize?: number;
}

/** Reads a URL that anybody may have typed: what makes no sense is dropped. */
export function parseJobSearch(raw: Record<string, unknown>): JobSearch {
  const search: JobSearch = {};
  const status = oneOf(STATUSES, raw.status);
  const type = oneOf(TYPES, raw.type);
  const pageSize = oneOf(PAGE_SIZES, raw.pageSize);
  if (status) search.status = status;
  if (type) search.type = type;
  if (Number.isInteger(raw.page) && Number(raw.page) > 0) search.page = Number(raw.page);
  if (pageSize && pageSize !== DEFAULT_PAGE_SIZE) search.pageSize = pageSize;
  return search;
}

export function toJobQuery(search: JobSearch): JobListQuery {
  return { page: 0, pageSize: DEFAULT_PAGE_SIZE, ...search };
}

/** Which devices of a job are looked at, as it stands in the URL. */
export function parseOutcomeSearch(raw: Record<string, unknown>): OutcomeSearch {
  const found: OutcomeSearch = {};
  const outcome = oneOf(OUTCOMES, raw.outcome);
  if (outcome) found.outcome = outcome;
  // A search of digits only arrives as a number.
  if ((typeof raw.search === 'string' && raw.search !== '') || typeof raw.search === 'number') {
    found.search = String(raw.search);
  }
  return found;
}
