import { createRoute } from '@tanstack/react-router';
import { lazy } from 'react';
import { ofHubRoute } from './ofHub';

const ThresholdsPage = lazy(async () => ({
  default: (await import('../features/health/ThresholdsPage')).ThresholdsPage,
}));

export const healthRoute = createRoute({
  getParentRoute: () => ofHubRoute,
  path: '/health',
  component: ThresholdsPage,
});
