import { createRoute } from '@tanstack/react-router';
import { lazy, useCallback } from 'react';
import { parseDeviceSearch, type DeviceSearch } from '../features/devices/search';
import { shellRoute } from './shell';

const DevicesPage = lazy(async () => ({
  default: (await import('../features/devices/DevicesPage')).DevicesPage,
}));

export const devicesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/devices',
  validateSearch: parseDeviceSearch,
  component: DevicesRoute,
});

function DevicesRoute() {
  const search = devicesRoute.useSearch();
  const navigate = devicesRoute.useNavigate();
  const onSearchChange = useCallback(
    (next: DeviceSearch) =>
      void navigate({ search: parseDeviceSearch({ ...next }), replace: true }),
    [navigate],
  );
  return <DevicesPage search={search} onSearchChange={onSearchChange} />;
}
