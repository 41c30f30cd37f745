import { createRoute } from '@tanstack/react-router';
import { lazy, useCallback } from 'react';
import { parseDeploymentSearch, type DeploymentSearch } from '../features/deployments/search';
import { ofHubRoute } from './ofHub';

const DeploymentsPage = lazy(async () => ({
  default: (await import('../features/deployments/DeploymentsPage')).DeploymentsPage,
}));

export const deploymentsRoute = createRoute({
  getParentRoute: () => ofHubRoute,
  path: '/deployments',
  validateSearch: parseDeploymentSearch,
  component: DeploymentsRoute,
});

function DeploymentsRoute() {
  const search = deploymentsRoute.useSearch();
  const navigate = deploymentsRoute.useNavigate();
  const onSearchChange = useCallback(
    (next: DeploymentSearch) =>
      void navigate({ search: parseDeploymentSearch({ ...next }), replace: true }),
    [navigate],
  );
  return (
    <DeploymentsPage
      search={search}
      onSearchChange={onSearchChange}
      onOpen={(id) => void navigate({ to: '/deployments/$id', params: { id } })}
    />
  );
}
