import { createRoute, redirect } from '@tanstack/react-router';
import { sessionExpired } from '../api/client';
import { keys } from '../api/keys';
import { sessionQuery } from '../api/session';
import { SignInPage } from '../features/session/SignInPage';
import { useValue } from '../lib/value';
import { rootRoute } from './root';

/** Only paths of our own: a link must not send a person elsewhere after sign-in. */
export function ownPage(to: unknown): { to?: string } {
  return typeof to === 'string' && /^\/(?![/\\])/.test(to) ? { to } : {};
}

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: ({ to, problem }): { to?: string; problem?: string } => ({
    ...ownPage(to),
    ...(typeof problem === 'string' ? { problem } : {}),
  }),
  beforeLoad: async ({ context, search }) => {
    const session = await context.queryClient
      .query({ ...sessionQuery, staleTime: 'static' })
      .catch(() => null);
    if (session) throw redirect({ to: search.to ?? '/' });
  },
  component: SignInRoute,
});

function SignInRoute() {
  const { to, problem } = signInRoute.useSearch();
  const { queryClient } = signInRoute.useRouteContext();
  const navigate = signInRoute.useNavigate();
  const expired = useValue(sessionExpired);
  return (
    <SignInPage
      expired={expired}
      problem={problem}
      to={to}
      onSignedIn={(session) => {
        queryClient.clear();
        queryClient.setQueryData(keys.session, session);
        sessionExpired.set(false);
        void navigate({ href: to ?? '/', replace: true });
      }}
    />
  );
}
