import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { AllocationKeys, Enrollment, EnrollmentDraft } from '../../api/types';
import type { Kind, ProvisioningSearch } from './search';

export const PER_PAGE = 50;

const RELOAD_MS = 10_000;
const LISTS = {
  groups: '/api/v1/provisioning/groups',
  enrollments: '/api/v1/provisioning/enrollments',
} as const;
const ONE = {
  groups: '/api/v1/provisioning/groups/{id}',
  enrollments: '/api/v1/provisioning/enrollments/{id}',
} as const;
const KEYS = {
  groups: '/api/v1/provisioning/groups/{id}/keys',
  enrollments: '/api/v1/provisioning/enrollments/{id}/keys',
} as const;

export const provisioningQuery = queryOptions({
  queryKey: keys.provisioningInfo,
  queryFn: ({ signal }) => unwrap(client.GET('/api/v1/provisioning', { signal })),
  staleTime: Infinity,
});

export const enrollmentsQuery = (
  kind: Kind,
  { search, status }: ProvisioningSearch,
  after: string | undefined,
) =>
  queryOptions({
    queryKey: [...keys.provisioning, kind, search, status, after],
    queryFn: ({ signal }) =>
      unwrap(
        client.GET(LISTS[kind], {
          params: { query: { search, status, after, pageSize: PER_PAGE } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: RELOAD_MS,
  });

export const registrationsQuery = (
  { search, group }: ProvisioningSearch,
  after: string | undefined,
) =>
  queryOptions({
    queryKey: [...keys.provisioning, 'registrations', search, group, after],
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/v1/provisioning/registrations', {
          params: { query: { search, group, after, pageSize: PER_PAGE } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: RELOAD_MS,
  });

export const keysQuery = (kind: Kind, id: string) =>
  queryOptions({
    queryKey: [...keys.provisioning, kind, id, 'keys'],
    queryFn: ({ signal }) => unwrap(client.GET(KEYS[kind], { params: { path: { id } }, signal })),
    // Secrets are shown, and forgotten with the dialog.
    gcTime: 0,
    staleTime: Infinity,
  });

/** Keys are not kept longer than they are looked at. */
export const allocationKeysQuery = queryOptions({
  queryKey: keys.allocationKeys,
  queryFn: ({ signal }) => unwrap(client.GET('/api/v1/provisioning/allocation-keys', { signal })),
  staleTime: 0,
  gcTime: 0,
});

export function renewAllocationKey(): Promise<AllocationKeys> {
  return unwrap(client.POST('/api/v1/provisioning/allocation-keys'));
}

export function saveEnrollment(
  kind: Kind,
  id: string,
  draft: EnrollmentDraft,
  etag: string | undefined,
): Promise<Enrollment> {
  return unwrap(client.PUT(ONE[kind], { params: exactly(id, etag), body: draft }));
}

export function setEnrollmentStatus(
  kind: Kind,
  { id, etag }: Enrollment,
  status: Enrollment['status'],
): Promise<Enrollment> {
  return unwrap(client.PATCH(ONE[kind], { params: exactly(id, etag), body: { status } }));
}

export function deleteEnrollment(kind: Kind, { id, etag }: Enrollment): Promise<unknown> {
  return unwrap(client.DELETE(ONE[kind], { params: exactly(id, etag) }));
}

export function deleteRegistration(id: string, etag: string): Promise<unknown> {
  return unwrap(
    client.DELETE('/api/v1/provisioning/registrations/{id}', { params: exactly(id, etag) }),
  );
}

function exactly(id: string, etag: string | undefined) {
  return { path: { id }, header: etag === undefined ? {} : { 'If-Match': `"${etag}"` } };
}
