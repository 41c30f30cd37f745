import { createRoute } from '@tanstack/react-router';
import { lazy } from 'react';
import { shellRoute } from './shell';

const GroupsPage = lazy(async () => ({
  default: (await import('../features/groups/GroupsPage')).GroupsPage,
}));

export const groupsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/groups',
  component: GroupsRoute,
});

function GroupsRoute() {
  const navigate = groupsRoute.useNavigate();
  return <GroupsPage onOpen={(name) => void navigate({ to: '/groups/$name', params: { name } })} />;
}
