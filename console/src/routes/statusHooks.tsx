import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from './shell';

export const statusHooksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/status-webhooks',
  component: lazyRouteComponent(
    () => import('../features/webhooks/StatusHooksPage'),
    'StatusHooksPage',
  ),
});
