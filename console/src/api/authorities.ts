import { queryOptions } from '@tanstack/react-query';
import { client, unwrap } from './client';
import { keys } from './keys';
import type { CaCertificate, CaCertificateList, NewCaCertificate } from './types';

/** The certificate authorities of a hub, or those of the provisioning service. */
export interface Authorities {
  queryKey: readonly unknown[];
  list: (signal: AbortSignal) => Promise<CaCertificateList>;
  add: (added: NewCaCertificate) => Promise<CaCertificate>;
  /** A new code, which proves possession as the name of a certificate that the authority signs. */
  makeCode: (name: string) => Promise<CaCertificate>;
  verify: (name: string, certificate: string) => Promise<CaCertificate>;
  enable: (name: string, enabled: boolean) => Promise<CaCertificate>;
  remove: (name: string) => Promise<unknown>;
}

export const authoritiesQuery = ({ queryKey, list }: Authorities) =>
  queryOptions({ queryKey, queryFn: ({ signal }) => list(signal) });

export function authoritiesOfHub(hub: string): Authorities {
  const all = { params: { path: { hub } } };
  const one = (name: string) => ({ params: { path: { hub, name } } });
  return {
    queryKey: keys.hubCertificates(hub),
    list: (signal) => unwrap(client.GET('/api/v1/hubs/{hub}/certificates', { ...all, signal })),
    add: (body) => unwrap(client.POST('/api/v1/hubs/{hub}/certificates', { ...all, body })),
    makeCode: (name) =>
      unwrap(client.POST('/api/v1/hubs/{hub}/certificates/{name}/verification-code', one(name))),
    verify: (name, certificate) =>
      unwrap(
        client.POST('/api/v1/hubs/{hub}/certificates/{name}/verify', {
          ...one(name),
          body: { certificate },
        }),
      ),
    enable: (name, enabled) =>
      unwrap(
        client.PATCH('/api/v1/hubs/{hub}/certificates/{name}', {
          ...one(name),
          body: { enabled },
        }),
      ),
    remove: (name) => unwrap(client.DELETE('/api/v1/hubs/{hub}/certificates/{name}', one(name))),
  };
}

const one = (name: string) => ({ params: { path: { name } } });

export const authoritiesOfProvisioning: Authorities = {
  queryKey: keys.provisioningCertificates,
  list: (signal) => unwrap(client.GET('/api/v1/provisioning/certificates', { signal })),
  add: (body) => unwrap(client.POST('/api/v1/provisioning/certificates', { body })),
  makeCode: (name) =>
    unwrap(client.POST('/api/v1/provisioning/certificates/{name}/verification-code', one(name))),
  verify: (name, certificate) =>
    unwrap(
      client.POST('/api/v1/provisioning/certificates/{name}/verify', {
        ...one(name),
        body: { certificate },
      }),
    ),
  enable: (name, enabled) =>
    unwrap(
      client.PATCH('/api/v1/provisioning/certificates/{name}', { ...one(name), body: { enabled } }),
    ),
  remove: (name) => unwrap(client.DELETE('/api/v1/provisioning/certificates/{name}', one(name))),
};
