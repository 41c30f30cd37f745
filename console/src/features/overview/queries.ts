import { queryOptions } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client';
import { keys, LIVE } from '../../api/keys';
import type { DeviceListQuery, MapArea } from '../../api/types';

export const overviewQuery = queryOptions({
  queryKey: keys.overview,
  queryFn: ({ signal }) => unwrap(client.GET('/api/v1/overview', { signal })),
  meta: LIVE,
});

export const fleetMapQuery = (area: MapArea) =>
  queryOptions({
    queryKey: keys.fleetMap(area),
    queryFn: ({ signal }) =>
      unwrap(client.GET('/api/v1/overview/map', { params: { query: area }, signal })),
    meta: LIVE,
  });

const RECENT: DeviceListQuery = { sort: 'lastActivityTime', order: 'desc', page: 0, pageSize: 8 };

export const recentDevicesQuery = queryOptions({
  queryKey: keys.devicePage(RECENT),
  queryFn: ({ signal }) =>
    unwrap(client.GET('/api/v1/devices', { params: { query: RECENT }, signal })),
  meta: LIVE,
});
