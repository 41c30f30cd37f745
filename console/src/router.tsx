import { createRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { Spinner } from '@fluentui/react-components';
import { newQueryClient } from './api/queryClient';
import { RouterButton } from './components/RouterLink';
import { EmptyState, ErrorState } from './components/States';
import { texts } from './lib/texts';
import { accountRoute } from './routes/account';
import { choosePasswordRoute } from './routes/choosePassword';
import { claimRoute } from './routes/claim';
import { configurationRoute } from './routes/configuration';
import { configurationsRoute } from './routes/configurations';
import { customersRoute } from './routes/customers';
import { alertRulesRoute } from './routes/alertRules';
import { alertsRoute } from './routes/alerts';
import { auditRoute } from './routes/audit';
import { deploymentRoute } from './routes/deployment';
import { deploymentsRoute } from './routes/deployments';
import { settingsRoute } from './routes/settings';
import { deviceRoute } from './routes/device';
import { devicesRoute } from './routes/devices';
import { firmwareRoute } from './routes/firmware';
import { groupRoute } from './routes/group';
import { groupsRoute } from './routes/groups';
import { healthRoute } from './routes/health';
import { hubRoute } from './routes/hub';
import { hubsRoute } from './routes/hubs';
import { jobRoute } from './routes/job';
import { jobsRoute } from './routes/jobs';
import { ofHubRoute } from './routes/ofHub';
import { onboardRoute } from './routes/onboard';
import { overviewRoute } from './routes/overview';
import { printReportRoute } from './routes/printReport';
import { provisioningRoute } from './routes/provisioning';
import { queryRoute } from './routes/query';
import { recordsRoute } from './routes/records';
import { reportsRoute } from './routes/reports';
import { rootRoute } from './routes/root';
import { shellRoute } from './routes/shell';
import { signInRoute } from './routes/signIn';
import { statusHookRoute } from './routes/statusHook';
import { statusHooksRoute } from './routes/statusHooks';
import { usersRoute } from './routes/users';

export const queryClient = newQueryClient();

const routeTree = rootRoute.addChildren([
  signInRoute,
  choosePasswordRoute,
  printReportRoute,
  claimRoute,
  shellRoute.addChildren([
    ofHubRoute.addChildren([
      overviewRoute,
      devicesRoute,
      deviceRoute,
      groupsRoute,
      groupRoute,
      healthRoute,
      configurationsRoute,
      configurationRoute,
      firmwareRoute,
      deploymentsRoute,
      deploymentRoute,
      jobsRoute,
      jobRoute,
      queryRoute,
      alertsRoute,
      alertRulesRoute,
      reportsRoute,
    ]),
    onboardRoute,
    recordsRoute,
    customersRoute,
    statusHooksRoute,
    statusHookRoute,
    provisioningRoute,
    auditRoute,
    hubsRoute,
    hubRoute,
    settingsRoute,
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
