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
