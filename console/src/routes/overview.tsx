import { createRoute } from '@tanstack/react-router';
import { lazy } from 'react';
import { shellRoute } from './shell';

const OverviewPage = lazy(async () => ({
  default: (await import('../features/overview/OverviewPage')).OverviewPage,
}));

export const overviewRoute = createRoute({
  getParentRoute: () => shellRoute,
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
