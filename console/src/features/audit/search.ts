import type { AuditQuery } from '../../api/types';

/** What is looked for, as it stands in the URL. */
export interface AuditSearch {
  text?: string;
  who?: string;
  action?: string;
  target?: string;
  outcome?: Outcome;
  /** ISO times; the first moment, and the first one that is too late. */
  from?: string;
  to?: string;
}

export const OUTCOMES = ['succeeded', 'denied', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const WORDS = ['text', 'who', 'action', 'target'] as const;
const TIMES = ['from', 'to'] as const;

/** Reads a URL that anybody may have typed: what makes no sense is dropped. */
export function parseAuditSearch(raw: Record<string, unknown>): AuditSearch {
  const search: AuditSearch = {};
  for (const name of WORDS) {
    const value = raw[name];
    // Digits only arrive as a number.
    if ((typeof value === 'string' && value !== '') || typeof value === 'number') {
      search[name] = String(value);
    }
  }
  for (const name of TIMES) {
    const value = raw[name];
    if (typeof value === 'string' && !Number.isNaN(Date.parse(value))) {
      search[name] = new Date(value).toISOString();
    }
  }
  const outcome = OUTCOMES.find((word) => word === raw.outcome);
  if (outcome) search.outcome = outcome;
  return search;
}

export const isFiltered = (search: AuditSearch): boolean =>
  Object.values(search).some((value) => value !== undefined);

/** Where the browser loads the found entries as a file. */
export function exportUrl(search: AuditSearch, format: 'csv' | 'ndjson'): string {
  const query = new URLSearchParams({ format });
  for (const [name, value] of Object.entries(search) as [string, string | undefined][]) {
    if (value !== undefined) query.set(name, value);
  }
  return `/api/v1/audit/export?${query}`;
}

export const toQuery = (
  search: AuditSearch,
  continuation: string | undefined,
  pageSize: number,
): AuditQuery => ({ ...search, continuation, pageSize });

/** An ISO time as a field of local date and time shows it. */
export function toField(time: string | undefined): string {
  if (time === undefined) return '';
  const date = new Date(time);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** What such a field says, as an ISO time. */
export function fromField(value: string): string | undefined {
  const date = new Date(value);
  return value === '' || Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
