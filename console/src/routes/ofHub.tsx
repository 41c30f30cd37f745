import { QueryClientProvider } from '@tanstack/react-query';
import { createRoute, Outlet, retainSearchParams, useLocation } from '@tanstack/react-router';
import { useEffect, useLayoutEffect, useMemo } from 'react';
import { useAskedHub } from '../api/askedHub';
import { parseHub, useHubNames } from '../api/hubs';
import { keys } from '../api/keys';
import { live } from '../api/live';
import { keepCacheLive } from '../api/liveCache';
import { newQueryClient } from '../api/queryClient';
import { HubPicker } from '../components/HubPicker';
import { RouterButton } from '../components/RouterLink';
import { EmptyState } from '../components/States';
import { texts } from '../lib/texts';
import { shellRoute } from './shell';

/** The lists under this route beside the overview; from a page below one, another hub leads to the list. */
const LISTS = [
  '/devices',
  '/alerts',
  '/alert-rules',
  '/groups',
  '/health',
  '/configurations',
  '/firmware',
  '/deployments',
  '/jobs',
  '/query',
  '/reports',
] as const;

/** The pages about one hub: its overview, devices, alerts, groups, configurations, firmware, jobs, reports. The URL names it unless it is the first one. */
export const ofHubRoute = createRoute({
  getParentRoute: () => shellRoute,
  id: 'hub',
  validateSearch: parseHub,
  search: { middlewares: [retainSearchParams(['hub'])] },
  component: OfHubRoute,
});

function OfHubRoute() {
  const { hub } = ofHubRoute.useSearch();
  const { queryClient } = ofHubRoute.useRouteContext();
  const navigate = ofHubRoute.useNavigate();
  const list = useLocation({
    select: ({ pathname }) => LISTS.find((one) => pathname.startsWith(one)) ?? '/',
  });
  const names = useHubNames();
  // What was loaded of one hub is never shown as another's.
  const ofHub = useMemo(() => {
    if (hub === undefined) return queryClient;
    const own = newQueryClient();
    own.setQueryData(keys.session, queryClient.getQueryData(keys.session));
    return own;
  }, [hub, queryClient]);

  useLayoutEffect(() => {
    if (hub === undefined) return;
    // A second try would ask this hub for what the page before wanted of the first one.
    void queryClient.cancelQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.hubs[0] });
  }, [hub, queryClient]);
  useAskedHub(hub);

  useEffect(() => {
    if (hub === undefined) return undefined;
    const stop = keepCacheLive(ofHub, live, hub);
    return () => {
      stop();
      ofHub.clear();
    };
  }, [hub, ofHub]);

  return (
    <>
      {(hub !== undefined || (names && names.length > 1)) && (
        <HubPicker
          hubs={names ?? []}
          hub={hub}
          onChange={(next) => void navigate({ to: list, search: { hub: next } })}
        />
      )}
      {hub !== undefined && names && !names.includes(hub) ? (
        <EmptyState
          heading="h1"
          title={texts.hubs.noSuch}
          action={
            <RouterButton to="/devices" search={{ hub: undefined }}>
              {texts.hubs.toFirst}
            </RouterButton>
          }
        >
          {texts.hubs.noSuchBody}
        </EmptyState>
      ) : (
        <QueryClientProvider key={hub} client={ofHub}>
          <Outlet />
        </QueryClientProvider>
      )}
    </>
  );
}
