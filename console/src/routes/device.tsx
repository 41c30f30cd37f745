import { createRoute } from '@tanstack/react-router';
import { lazy } from 'react';
import { parseTab, type DeviceTab } from '../features/device/tabs';
import { ofHubRoute } from './ofHub';

const DevicePage = lazy(async () => ({
  default: (await import('../features/device/DevicePage')).DevicePage,
}));

export const deviceRoute = createRoute({
  getParentRoute: () => ofHubRoute,
  path: '/devices/$deviceId',
  validateSearch: ({ tab }): { tab?: DeviceTab } => parseTab(tab),
  component: DeviceRoute,
});

function DeviceRoute() {
  const { deviceId } = deviceRoute.useParams();
  const { tab = 'summary' } = deviceRoute.useSearch();
  const navigate = deviceRoute.useNavigate();
  return (
    <DevicePage
      key={deviceId}
      deviceId={deviceId}
      tab={tab}
      onTabChange={(next) => void navigate({ search: next === 'summary' ? {} : { tab: next } })}
      onDeleted={() => void navigate({ to: '/devices', search: {} })}
    />
  );
}
