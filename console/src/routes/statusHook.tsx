import { createRoute } from '@tanstack/react-router';
import { lazy } from 'react';
import { parseDeliverySearch } from '../features/webhooks/search';
import { shellRoute } from './shell';

const StatusHookPage = lazy(async () => ({
  default: (await import('../features/webhooks/StatusHookPage')).StatusHookPage,
}));

export const statusHookRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/status-webhooks/$name',
  validateSearch: parseDeliverySearch,
  component: StatusHookRoute,
});

function StatusHookRoute() {
  const { name } = statusHookRoute.useParams();
  const search = statusHookRoute.useSearch();
  const navigate = statusHookRoute.useNavigate();
  return (
    <StatusHookPage
      key={name}
      name={name}
      search={search}
      onSearchChange={(next) => void navigate({ search: next, replace: true })}
    />
  );
}
