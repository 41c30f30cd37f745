import { createRoute } from '@tanstack/react-router';
import { lazy, useCallback } from 'react';
import { parseDeviceSearch, type DeviceSearch } from '../features/deployments/search';
import { ofHubRoute } from './ofHub';

const DeploymentPage = lazy(async () => ({
  default: (await import('../features/deployments/DeploymentPage')).DeploymentPage,
}));

export const deploymentRoute = createRoute({
  getParentRoute: () => ofHubRoute,
  path: '/deployments/$id',
  validateSearch: parseDeviceSearch,
  component: DeploymentRoute,
});

function DeploymentRoute() {
  const { id } = deploymentRoute.useParams();
  const search = deploymentRoute.useSearch();
  const navigate = deploymentRoute.useNavigate();
  const onSearchChange = useCallback(
    (next: DeviceSearch) =>
      void navigate({ search: parseDeviceSearch({ ...next }), replace: true }),
    [navigate],
  );
  return (
    <DeploymentPage
      key={id}
      id={id}
      search={search}
      onSearchChange={onSearchChange}
      onOpen={(other) => void navigate({ to: '/deployments/$id', params: { id: other } })}
    />
  );
}
