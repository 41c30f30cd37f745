import { createRoute, redirect } from '@tanstack/react-router';
import { sessionExpired } from '../api/client';
import { keys } from '../api/keys';
import { sessionQuery } from '../features/session/queries';
import { SignInPage } from '../features/session/SignInPage';
import { useValue } from '../lib/value';
import { rootRoute } from './root';

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  // Only paths of our own: a link must not send a person elsewhere after sign-in.
  validateSearch: ({ to }): { to?: string } =>
    typeof to === 'string' && /^\/(?![/\\])/.test(to) ? { to } : {},
  beforeLoad: async ({ context, search }) => {
    const session = await context.queryClient
      .query({ ...sessionQuery, staleTime: 'static' })
      .catch(() => null);
    if (session) throw redirect({ to: search.to ?? '/' });
  },
  component: SignInRoute,
});

function SignInRoute() {
  const { to } = signInRoute.useSearch();
  const { queryClient } = signInRoute.useRouteContext();
  const navigate = signInRoute.useNavigate();
  const expired = useValue(sessionExpired);
  return (
    <SignInPage
      expired={expired}
      onSignedIn={(session) => {
        queryClient.clear();
        queryClient.setQueryData(keys.session, session);
        sessionExpired.set(false);
        void navigate({ href: to ?? '/', replace: true });
      }}
    />
  );
}
