import { createRoute, redirect } from '@tanstack/react-router';
import { keys } from '../api/keys';
import { sessionQuery } from '../api/session';
import { ChoosePasswordPage } from '../features/session/ChoosePasswordPage';
import { rootRoute } from './root';
import { ownPage } from './signIn';

/** Where a person lands whose password somebody else chose. */
export const choosePasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/choose-password',
  validateSearch: ({ to }) => ownPage(to),
  beforeLoad: async ({ context, search }) => {
    const session = await context.queryClient.query({ ...sessionQuery, staleTime: 'static' });
    if (!session) throw redirect({ to: '/sign-in', search });
    if (!session.mustChangePassword) throw redirect({ href: search.to ?? '/' });
  },
  component: ChoosePasswordRoute,
});

function ChoosePasswordRoute() {
  const { to } = choosePasswordRoute.useSearch();
  const { queryClient } = choosePasswordRoute.useRouteContext();
  const navigate = choosePasswordRoute.useNavigate();
  return (
    <ChoosePasswordPage
      onChosen={(session) => {
        queryClient.setQueryData(keys.session, session);
        void navigate({ href: to ?? '/', replace: true });
      }}
    />
  );
}
