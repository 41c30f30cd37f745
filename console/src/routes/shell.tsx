import { createRoute, Outlet, redirect } from '@tanstack/react-router';
import { useEffect } from 'react';
import { sessionExpired } from '../api/client';
import { keepConnected } from '../api/connection';
import { keys } from '../api/keys';
import { live } from '../api/live';
import { keepCacheLive } from '../api/liveCache';
import { sessionQuery } from '../api/session';
import { AppShell } from '../components/shell/AppShell';
import { UserMenu } from '../features/session/UserMenu';
import { rootRoute } from './root';

/** Pages about all devices; those who are limited to a group see the group instead. */
const OF_THE_FLEET = [
  '/',
  '/devices',
  '/configurations',
  '/query',
  '/alerts',
  '/alert-rules',
  '/records',
  '/customers',
  '/status-webhooks',
];

/** Everything that needs a signed-in user: the frame around the pages, and the live connection. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.query({ ...sessionQuery, staleTime: 'static' });
    if (!session) throw redirect({ to: '/sign-in', search: { to: location.href } });
    if (session.mustChangePassword) {
      throw redirect({ to: '/choose-password', search: { to: location.href } });
    }
    if (session.group && OF_THE_FLEET.includes(location.pathname)) {
      throw redirect({ to: '/groups/$name', params: { name: session.group }, replace: true });
    }
  },
  component: ShellRoute,
});

function ShellRoute() {
  const { queryClient } = shellRoute.useRouteContext();
  const navigate = shellRoute.useNavigate();

  useEffect(() => keepCacheLive(queryClient, live, undefined), [queryClient]);
  useEffect(keepConnected, []);

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
    <AppShell
      userMenu={
        <UserMenu onAccount={() => void navigate({ to: '/account' })} onSignedOut={signedOut} />
      }
    >
      <Outlet />
    </AppShell>
  );
}
