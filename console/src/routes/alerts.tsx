import { createRoute } from '@tanstack/react-router';
import { lazy, useCallback } from 'react';
import { parseAlertSearch, type AlertSearch } from '../features/alerts/search';
import { ofHubRoute } from './ofHub';

const AlertsPage = lazy(async () => ({
  default: (await import('../features/alerts/AlertsPage')).AlertsPage,
}));

export const alertsRoute = createRoute({
  getParentRoute: () => ofHubRoute,
  path: '/alerts',
  validateSearch: parseAlertSearch,
  component: AlertsRoute,
});

function AlertsRoute() {
  const search = alertsRoute.useSearch();
  const navigate = alertsRoute.useNavigate();
  const onSearchChange = useCallback(
    (next: AlertSearch) => void navigate({ search: parseAlertSearch({ ...next }), replace: true }),
    [navigate],
  );
  return <AlertsPage search={search} onSearchChange={onSearchChange} />;
}
