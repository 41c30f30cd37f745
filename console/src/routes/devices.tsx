import { createRoute } from '@tanstack/react-router';
import { lazy, Suspense, useCallback } from 'react';
import { parseDeviceSearch, type DeviceSearch } from '../features/devices/search';
import { ofHubRoute } from './ofHub';

const DevicesPage = lazy(async () => ({
  default: (await import('../features/devices/DevicesPage')).DevicesPage,
}));

const NewJobDialog = lazy(async () => ({
  default: (await import('../features/jobs/NewJobDialog')).NewJobDialog,
}));

export const devicesRoute = createRoute({
  getParentRoute: () => ofHubRoute,
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
  const onCreated = (jobId: string) => void navigate({ to: '/jobs/$jobId', params: { jobId } });
  return (
    <DevicesPage
      search={search}
      onSearchChange={onSearchChange}
      newJob={(kind, { condition, deviceIds }, onClose) => (
        <Suspense>
          <NewJobDialog
            begin={{ work: kind, condition, ...(deviceIds ? { deviceIds } : {}) }}
            onCreated={onCreated}
            onClose={onClose}
          />
        </Suspense>
      )}
    />
  );
}
