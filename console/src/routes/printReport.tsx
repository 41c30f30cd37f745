import { createRoute, redirect } from '@tanstack/react-router';
import { lazy } from 'react';
import { useAskedHub } from '../api/askedHub';
import { parseHub } from '../api/hubs';
import { sessionQuery } from '../api/session';
import { parseChoice, type ReportChoice } from '../features/reports/choice';
import { rootRoute } from './root';

const PrintPage = lazy(async () => ({
  default: (await import('../features/reports/PrintPage')).PrintPage,
}));

/** A report on paper: without the frame around the other pages. */
export const printReportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/print/report',
  validateSearch: (search: Record<string, unknown>): ReportChoice & { hub?: string } => ({
    ...parseChoice(search),
    ...parseHub(search),
  }),
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
  const { hub, ...choice } = printReportRoute.useSearch();
  useAskedHub(hub);
  return <PrintPage choice={choice} />;
}
