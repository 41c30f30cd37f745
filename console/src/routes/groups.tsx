import { createRoute } from '@tanstack/react-router';
import { lazy } from 'react';
import { ofHubRoute } from './ofHub';

const GroupsPage = lazy(async () => ({
  default: (await import('../features/groups/GroupsPage')).GroupsPage,
}));

export const groupsRoute = createRoute({
  getParentRoute: () => ofHubRoute,
  path: '/groups',
  validateSearch: ({ condition }: Record<string, unknown>): { condition?: string } =>
    typeof condition === 'string' ? { condition } : {},
  component: GroupsRoute,
});

function GroupsRoute() {
  const { condition } = groupsRoute.useSearch();
  const navigate = groupsRoute.useNavigate();
  return (
    <GroupsPage
      condition={condition}
      onOpen={(name) => void navigate({ to: '/groups/$name', params: { name } })}
      onGivenUp={() => void navigate({ search: {}, replace: true })}
    />
  );
}
