import { QueryClient } from '@tanstack/react-query';
import { createRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { Spinner } from '@fluentui/react-components';
import { ApiProblem } from './api/problem';
import { RouterButton } from './components/RouterLink';
import { EmptyState, ErrorState } from './components/States';
import { texts } from './lib/texts';
import { accountRoute } from './routes/account';
import { choosePasswordRoute } from './routes/choosePassword';
import { configurationRoute } from './routes/configuration';
import { configurationsRoute } from './routes/configurations';
import { auditRoute } from './routes/audit';
import { deviceRoute } from './routes/device';
import { devicesRoute } from './routes/devices';
import { groupRoute } from './routes/group';
import { groupsRoute } from './routes/groups';
import { healthRoute } from './routes/health';
import { jobRoute } from './routes/job';
import { jobsRoute } from './routes/jobs';
import { overviewRoute } from './routes/overview';
import { printReportRoute } from './routes/printReport';
import { queryRoute } from './routes/query';
import { reportsRoute } from './routes/reports';
import { rootRoute } from './routes/root';
import { shellRoute } from './routes/shell';
import { signInRoute } from './routes/signIn';
import { usersRoute } from './routes/users';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What the server refused stays refused; only what did not arrive is worth a second try.
      retry: (failures, error) =>
        failures < 1 && !(error instanceof ApiProblem && error.status > 0 && error.status < 500),
    },
  },
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  choosePasswordRoute,
  printReportRoute,
  shellRoute.addChildren([
    overviewRoute,
    devicesRoute,
    deviceRoute,
    groupsRoute,
    groupRoute,
    healthRoute,
    configurationsRoute,
    configurationRoute,
    jobsRoute,
    jobRoute,
    queryRoute,
    reportsRoute,
    auditRoute,
    usersRoute,
    accountRoute,
  ]),
]);

export const router = createRouter({
  routeTree,
  basepath: import.meta.env.BASE_URL,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPendingComponent: Pending,
  defaultErrorComponent: Crashed,
  defaultNotFoundComponent: NotFound,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

function Pending() {
  return <Spinner label={texts.loading} />;
}

function Crashed({ error, reset }: ErrorComponentProps) {
  return <ErrorState title={texts.errors.crashed} error={error} onRetry={reset} />;
}

function NotFound() {
  return (
    <main>
      <EmptyState
        heading="h1"
        title={texts.notFound.title}
        action={<RouterButton to="/">{texts.notFound.action}</RouterButton>}
      >
        {texts.notFound.body}
      </EmptyState>
    </main>
  );
}
