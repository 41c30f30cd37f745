import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from './root';

/** Where end users register what they bought; nobody signs in for that. */
export const claimRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/claim',
  component: lazyRouteComponent(() => import('../features/claim/ClaimPage'), 'ClaimPage'),
});
