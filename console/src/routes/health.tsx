import { createRoute } from '@tanstack/react-router';
import { lazy } from 'react';
import { shellRoute } from './shell';

const ThresholdsPage = lazy(async () => ({
  default: (await import('../features/health/ThresholdsPage')).ThresholdsPage,
}));

export const healthRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/health',
  component: ThresholdsPage,
});
