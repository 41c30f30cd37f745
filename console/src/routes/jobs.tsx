import { createRoute } from '@tanstack/react-router';
import { lazy, useCallback } from 'react';
import { parseJobSearch, type JobSearch } from '../features/jobs/search';
import { ofHubRoute } from './ofHub';

const JobsPage = lazy(async () => ({
  default: (await import('../features/jobs/JobsPage')).JobsPage,
}));

export const jobsRoute = createRoute({
  getParentRoute: () => ofHubRoute,
  path: '/jobs',
  validateSearch: parseJobSearch,
  component: JobsRoute,
});

function JobsRoute() {
  const search = jobsRoute.useSearch();
  const navigate = jobsRoute.useNavigate();
  const onSearchChange = useCallback(
    (next: JobSearch) => void navigate({ search: parseJobSearch({ ...next }), replace: true }),
    [navigate],
  );
  return (
    <JobsPage
      search={search}
      onSearchChange={onSearchChange}
      onOpen={(jobId) => void navigate({ to: '/jobs/$jobId', params: { jobId } })}
    />
  );
}
