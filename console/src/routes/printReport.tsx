import { createRoute, redirect } from '@tanstack/react-router';
import { lazy } from 'react';
import { sessionQuery } from '../api/session';
import { parseChoice } from '../features/reports/choice';
import { rootRoute } from './root';

const PrintPage = lazy(async () => ({
  default: (await import('../features/reports/PrintPage')).PrintPage,
}));

/** A report on paper: without the frame around the other pages. */
export const printReportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/print/report',
  validateSearch: parseChoice,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.query({ ...sessionQuery, staleTime: 'static' });
    if (!session) throw redirect({ to: '/sign-in', search: { to: location.href } });
    if (session.mustChangePassword) {
      throw redirect({ to: '/choose-password', search: { to: location.href } });
    }
  },
  component: PrintReportRoute,
});

function PrintReportRoute() {
  return <PrintPage choice={printReportRoute.useSearch()} />;
}
