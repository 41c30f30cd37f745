import { createRoute } from '@tanstack/react-router';
import { lazy, useCallback } from 'react';
import { parseProvisioningSearch, type ProvisioningSearch } from '../features/provisioning/search';
import { shellRoute } from './shell';

const ProvisioningPage = lazy(async () => ({
  default: (await import('../features/provisioning/ProvisioningPage')).ProvisioningPage,
}));

export const provisioningRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/provisioning',
  validateSearch: parseProvisioningSearch,
  component: ProvisioningRoute,
});

function ProvisioningRoute() {
  const search = provisioningRoute.useSearch();
  const navigate = provisioningRoute.useNavigate();
  const onSearchChange = useCallback(
    (next: ProvisioningSearch) =>
      void navigate({ search: parseProvisioningSearch({ ...next }), replace: true }),
    [navigate],
  );
  return <ProvisioningPage search={search} onSearchChange={onSearchChange} />;
}
