import { createRoute } from '@tanstack/react-router';
import { lazy } from 'react';
import { shellRoute } from './shell';

const SettingsPage = lazy(async () => ({
  default: (await import('../features/settings/SettingsPage')).SettingsPage,
}));

export const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  component: SettingsPage,
});
