import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from './shell';

export const hubsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/hubs',
  component: lazyRouteComponent(() => import('../features/hubs/HubsPage'), 'HubsPage'),
});
