import { createRoute } from '@tanstack/react-router';
import { lazy } from 'react';
import { parseConfigurationSearch } from '../features/configurations/search';
import { ofHubRoute } from './ofHub';

const ConfigurationsPage = lazy(async () => ({
  default: (await import('../features/configurations/ConfigurationsPage')).ConfigurationsPage,
}));

export const configurationsRoute = createRoute({
  getParentRoute: () => ofHubRoute,
  path: '/configurations',
  validateSearch: parseConfigurationSearch,
  component: ConfigurationsRoute,
});

function ConfigurationsRoute() {
  const search = configurationsRoute.useSearch();
  const navigate = configurationsRoute.useNavigate();
  return (
    <ConfigurationsPage
      search={search}
      onSearchChange={(next) =>
        void navigate({ search: parseConfigurationSearch({ ...next }), replace: true })
      }
      onOpen={(id) => void navigate({ to: '/configurations/$id', params: { id } })}
    />
  );
}
