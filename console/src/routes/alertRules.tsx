import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ofHubRoute } from './ofHub';

export const alertRulesRoute = createRoute({
  getParentRoute: () => ofHubRoute,
  path: '/alert-rules',
  component: lazyRouteComponent(
    () => import('../features/alerts/AlertSettingsPage'),
    'AlertSettingsPage',
  ),
});
