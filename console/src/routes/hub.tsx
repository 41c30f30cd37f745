import { createRoute } from '@tanstack/react-router';
import { lazy } from 'react';
import { shellRoute } from './shell';

const HubPage = lazy(async () => ({
  default: (await import('../features/hubs/HubPage')).HubPage,
}));

export const hubRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/hubs/$name',
  component: HubRoute,
});

function HubRoute() {
  const { name } = hubRoute.useParams();
  const navigate = hubRoute.useNavigate();
  return <HubPage key={name} name={name} onDeleted={() => void navigate({ to: '/hubs' })} />;
}
