import { createRoute } from '@tanstack/react-router';
import { lazy } from 'react';
import { shellRoute } from './shell';

const QueryPage = lazy(async () => ({
  default: (await import('../features/query/QueryPage')).QueryPage,
}));

export const queryRoute = createRoute({
  getParentRoute: () => shellRoute,
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
