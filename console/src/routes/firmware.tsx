import { createRoute } from '@tanstack/react-router';
import { lazy } from 'react';
import { ofHubRoute } from './ofHub';

const FirmwarePage = lazy(async () => ({
  default: (await import('../features/firmware/FirmwarePage')).FirmwarePage,
}));

export const firmwareRoute = createRoute({
  getParentRoute: () => ofHubRoute,
  path: '/firmware',
  component: FirmwarePage,
});
