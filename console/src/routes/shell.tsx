import { createRoute, Outlet, redirect } from '@tanstack/react-router';
import { useEffect } from 'react';
import { sessionExpired } from '../api/client';
import { keys } from '../api/keys';
import { live } from '../api/live';
import { keepCacheLive } from '../api/liveCache';
import { AppShell } from '../components/shell/AppShell';
import { sessionQuery } from '../features/session/queries';
import { UserMenu } from '../features/session/UserMenu';
import { rootRoute } from './root';

/** Everything that needs a signed-in user: the frame around the pages, and the live connection. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.query({ ...sessionQuery, staleTime: 'static' });
    if (!session) throw redirect({ to: '/sign-in', search: { to: location.href } });
  },
  component: ShellRoute,
});

function ShellRoute() {
  const { queryClient } = shellRoute.useRouteContext();
  const navigate = shellRoute.useNavigate();

  useEffect(() => keepCacheLive(queryClient, live), [queryClient]);

  useEffect(
    () =>
      sessionExpired.subscribe(() => {
        if (!sessionExpired.get()) return;
        queryClient.setQueryData(keys.session, null);
        const { pathname, search } = window.location;
        const base = import.meta.env.BASE_URL.replace(/\/$/, '');
        void navigate({ to: '/sign-in', search: { to: pathname.slice(base.length) + search } });
      }),
    [queryClient, navigate],
  );

  const signedOut = () => {
    // What is still under way would be refused, and look like an expired session.
    void queryClient.cancelQueries();
    queryClient.setQueryData(keys.session, null);
    void navigate({ to: '/sign-in' });
  };

  return (
    <AppShell userMenu={<UserMenu onSignedOut={signedOut} />}>
      <Outlet />
    </AppShell>
  );
}
