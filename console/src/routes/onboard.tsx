import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from './shell';

export const onboardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/onboard',
  component: lazyRouteComponent(() => import('../features/onboarding/OnboardPage'), 'OnboardPage'),
});
