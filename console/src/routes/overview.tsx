import { createRoute } from '@tanstack/react-router';
import { lazy } from 'react';
import { ofHubRoute } from './ofHub';

const OverviewPage = lazy(async () => ({
  default: (await import('../features/overview/OverviewPage')).OverviewPage,
}));

export const overviewRoute = createRoute({
  getParentRoute: () => ofHubRoute,
  path: '/',
  component: OverviewRoute,
});

function OverviewRoute() {
  const navigate = overviewRoute.useNavigate();
  return (
    <OverviewPage
      onDevice={(deviceId) => void navigate({ to: '/devices/$deviceId', params: { deviceId } })}
      onDevices={(condition) => void navigate({ to: '/devices', search: { condition } })}
    />
  );
}
