import { queryOptions } from '@tanstack/react-query';
import { client, unwrap } from '../../../api/client';
import { keys } from '../../../api/keys';
import type { DeviceView, DeviceViewDefinition } from '../../../api/types';

export const deviceViewsQuery = queryOptions({
  queryKey: keys.deviceViews,
  queryFn: async ({ signal }) =>
    (await unwrap(client.GET('/api/v1/device-views', { signal }))).items,
});

type Key = Pick<DeviceView, 'name' | 'shared'>;

export function saveView({ name, shared }: Key, body: DeviceViewDefinition): Promise<DeviceView> {
  const call = { params: { path: { name } }, body };
  return unwrap(
    shared
      ? client.PUT('/api/v1/device-views/shared/{name}', call)
      : client.PUT('/api/v1/device-views/own/{name}', call),
  );
}

export async function deleteView({ name, shared }: Key): Promise<void> {
  const call = { params: { path: { name } } };
  await unwrap(
    shared
      ? client.DELETE('/api/v1/device-views/shared/{name}', call)
      : client.DELETE('/api/v1/device-views/own/{name}', call),
  );
}
