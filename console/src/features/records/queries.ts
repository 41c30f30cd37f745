import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { ApiProblem, isProblem } from '../../api/problem';
import type { CreatedClaimCode, Problem, RecordImport } from '../../api/types';
import { toQuery, type RecordSearch } from './search';

/** Devices come and go without the live connection telling of records. */
const RELOAD_MS = 10_000;

const of = (serial: string) => ({ params: { path: { serial } } });

export const recordsQuery = (search: RecordSearch) =>
  queryOptions({
    queryKey: [...keys.records, search],
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/v1/records', { params: { query: toQuery(search) }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: RELOAD_MS,
  });

/** Customers whose name has a text in it. */
export const customersQuery = (search: string) =>
  queryOptions({
    queryKey: [...keys.records, 'customers', search],
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/v1/customers', { params: { query: { search } }, signal })),
    placeholderData: keepPreviousData,
  });

/** What is known of a record's claim code; null when it has none. */
export const claimCodeQuery = (serial: string) =>
  queryOptions({
    queryKey: keys.claimCode(serial),
    queryFn: async ({ signal }) => {
      try {
        return await unwrap(
          client.GET('/api/v1/records/{serial}/claim-code', { ...of(serial), signal }),
        );
      } catch (error) {
        if (isProblem(error, 404)) return null;
        throw error;
      }
    },
  });

export function makeClaimCode(serial: string, days: number): Promise<CreatedClaimCode> {
  return unwrap(
    client.POST('/api/v1/records/{serial}/claim-code', { ...of(serial), body: { days } }),
  );
}

export function deleteRecord(serial: string): Promise<unknown> {
  return unwrap(client.DELETE('/api/v1/records/{serial}', of(serial)));
}

export function releaseDevice(serial: string): Promise<unknown> {
  return unwrap(client.DELETE('/api/v1/onboarding/{serial}', of(serial)));
}

/** Where the browser loads as a file who has which device. */
export function registrationsUrl({ search, customer, status }: RecordSearch): string {
  const query = new URLSearchParams();
  if (search !== undefined) query.set('search', search);
  if (customer !== undefined) query.set('customer', customer);
  if (status !== undefined && status !== 'waiting') query.set('status', status);
  return `/api/v1/registrations.csv?${query}`;
}

export const errorFileUrl = (importId: string): string =>
  `/api/v1/records/imports/${encodeURIComponent(importId)}/errors.csv`;

/** Sends a file as it is; only XMLHttpRequest tells how far that has come. */
export function importRecords(
  file: File,
  onProgress: (share: number) => void,
): Promise<RecordImport> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/records/import');
    request.setRequestHeader('Content-Type', 'text/csv');
    request.setRequestHeader('X-Homeport-Request', '1');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.upload.onload = () => onProgress(1);
    request.onerror = () => reject(new ApiProblem({ status: 0 }));
    request.onload = () => {
      if (request.status === 200) {
        resolve(request.response as RecordImport);
      } else {
        const problem = (request.response ?? {}) as Partial<Problem>;
        reject(new ApiProblem({ ...problem, status: request.status }));
      }
    };
    request.send(file);
  });
}
