import { createRoute } from '@tanstack/react-router';
import { lazy } from 'react';
import { ofHubRoute } from './ofHub';

const GroupPage = lazy(async () => ({
  default: (await import('../features/groups/GroupPage')).GroupPage,
}));

export const groupRoute = createRoute({
  getParentRoute: () => ofHubRoute,
  path: '/groups/$name',
  component: GroupRoute,
});

function GroupRoute() {
  const { name } = groupRoute.useParams();
  const navigate = groupRoute.useNavigate();
  return <GroupPage key={name} name={name} onDeleted={() => void navigate({ to: '/groups' })} />;
}
