import { createRoute } from '@tanstack/react-router';
import { lazy, useCallback } from 'react';
import type { OutcomeSearch } from '../features/jobs/queries';
import { parseOutcomeSearch } from '../features/jobs/search';
import { ofHubRoute } from './ofHub';

const JobPage = lazy(async () => ({
  default: (await import('../features/jobs/JobPage')).JobPage,
}));

export const jobRoute = createRoute({
  getParentRoute: () => ofHubRoute,
  path: '/jobs/$jobId',
  validateSearch: parseOutcomeSearch,
  component: JobRoute,
});

function JobRoute() {
  const { jobId } = jobRoute.useParams();
  const search = jobRoute.useSearch();
  const navigate = jobRoute.useNavigate();
  const onSearchChange = useCallback(
    (next: OutcomeSearch) =>
      void navigate({ search: parseOutcomeSearch({ ...next }), replace: true }),
    [navigate],
  );
  return <JobPage key={jobId} jobId={jobId} search={search} onSearchChange={onSearchChange} />;
}
