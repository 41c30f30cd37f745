import { createRoute } from '@tanstack/react-router';
import { lazy } from 'react';
import { ofHubRoute } from './ofHub';

const QueryPage = lazy(async () => ({
  default: (await import('../features/query/QueryPage')).QueryPage,
}));

export const queryRoute = createRoute({
  getParentRoute: () => ofHubRoute,
  path: '/query',
  validateSearch: ({ query }: Record<string, unknown>): { query?: string } =>
    typeof query === 'string' && query.trim() !== '' ? { query } : {},
  component: QueryRoute,
});

function QueryRoute() {
  const { query } = queryRoute.useSearch();
  const navigate = queryRoute.useNavigate();
  return <QueryPage query={query} onRun={(next) => void navigate({ search: { query: next } })} />;
}
