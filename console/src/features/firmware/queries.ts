import { queryOptions } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { FirmwareDownload, SigningPublicKey } from '../../api/types';

export const signingKeyQuery = queryOptions({
  queryKey: keys.signingKey,
  queryFn: ({ signal }) => unwrap(client.GET('/api/v1/firmware/signing-key', { signal })),
});

export function importSigningKey(privateKey: string): Promise<SigningPublicKey> {
  return unwrap(client.PUT('/api/v1/firmware/signing-key', { body: { privateKey } }));
}

export function deleteFirmware(id: string): Promise<unknown> {
  return unwrap(client.DELETE('/api/v1/firmware/{id}', { params: { path: { id } } }));
}

export function downloadFirmware(id: string): Promise<FirmwareDownload> {
  return unwrap(client.POST('/api/v1/firmware/{id}/download', { params: { path: { id } } }));
}
