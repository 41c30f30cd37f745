import { createRoute } from '@tanstack/react-router';
import { lazy } from 'react';
import { parseOnly } from '../features/configurations/only';
import { ofHubRoute } from './ofHub';

const ConfigurationPage = lazy(async () => ({
  default: (await import('../features/configurations/ConfigurationPage')).ConfigurationPage,
}));

export const configurationRoute = createRoute({
  getParentRoute: () => ofHubRoute,
  path: '/configurations/$id',
  validateSearch: parseOnly,
  component: ConfigurationRoute,
});

function ConfigurationRoute() {
  const { id } = configurationRoute.useParams();
  const { only } = configurationRoute.useSearch();
  const navigate = configurationRoute.useNavigate();
  return (
    <ConfigurationPage
      key={id}
      id={id}
      only={only}
      onOnlyChange={(next) =>
        void navigate({ search: parseOnly({ only: next }), replace: true, resetScroll: false })
      }
      onOpen={(next) => void navigate({ to: '/configurations/$id', params: { id: next } })}
      onDeleted={() => void navigate({ to: '/configurations' })}
    />
  );
}
