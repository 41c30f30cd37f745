import { createRoute } from '@tanstack/react-router';
import { lazy, useCallback } from 'react';
import { parseChoice, type ReportChoice } from '../features/reports/choice';
import { ofHubRoute } from './ofHub';

const ReportsPage = lazy(async () => ({
  default: (await import('../features/reports/ReportsPage')).ReportsPage,
}));

export const reportsRoute = createRoute({
  getParentRoute: () => ofHubRoute,
  path: '/reports',
  validateSearch: parseChoice,
  component: ReportsRoute,
});

function ReportsRoute() {
  const choice = reportsRoute.useSearch();
  const navigate = reportsRoute.useNavigate();
  const onChoice = useCallback(
    (next: ReportChoice) => void navigate({ search: next, replace: true }),
    [navigate],
  );
  return <ReportsPage choice={choice} onChoice={onChoice} />;
}
