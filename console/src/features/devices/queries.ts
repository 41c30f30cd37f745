import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client';
import { keys, LIVE } from '../../api/keys';
import type { CreatedDevice, DeviceListQuery, NewDevice } from '../../api/types';

export const devicePageQuery = (query: DeviceListQuery) =>
  queryOptions({
    queryKey: keys.devicePage(query),
    queryFn: ({ signal }) => unwrap(client.GET('/api/v1/devices', { params: { query }, signal })),
    placeholderData: keepPreviousData,
    meta: LIVE,
  });

export function createDevice(device: NewDevice): Promise<CreatedDevice> {
  return unwrap(client.POST('/api/v1/devices', { body: device }));
}

/** Does one thing to several devices, a few at a time, and reports the failures only at the end. */
export async function forEachDevice(
  deviceIds: readonly string[],
  act: (deviceId: string) => Promise<unknown>,
): Promise<void> {
  const waiting = [...deviceIds];
  const failures: unknown[] = [];
  const worker = async () => {
    for (let deviceId = waiting.shift(); deviceId !== undefined; deviceId = waiting.shift()) {
      await act(deviceId).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  if (failures.length > 0) throw failures[0];
}

export function deleteDevice(deviceId: string): Promise<unknown> {
  return unwrap(client.DELETE('/api/v1/devices/{deviceId}', { params: { path: { deviceId } } }));
}

export function setStatus(deviceId: string, status: 'enabled' | 'disabled'): Promise<unknown> {
  return unwrap(
    client.PATCH('/api/v1/devices/{deviceId}', {
      params: { path: { deviceId } },
      body: { status },
    }),
  );
}
