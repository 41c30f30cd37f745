import { createRoute } from '@tanstack/react-router';
import { lazy } from 'react';
import { ofFirstHubRoute } from './ofFirstHub';

const FirmwarePage = lazy(async () => ({
  default: (await import('../features/firmware/FirmwarePage')).FirmwarePage,
}));

export const firmwareRoute = createRoute({
  getParentRoute: () => ofFirstHubRoute,
  path: '/firmware',
  component: FirmwarePage,
});
