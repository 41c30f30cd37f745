import { createRoute } from '@tanstack/react-router';
import { lazy, useCallback } from 'react';
import { parseRecordSearch, type RecordSearch } from '../features/records/search';
import { shellRoute } from './shell';

const RecordsPage = lazy(async () => ({
  default: (await import('../features/records/RecordsPage')).RecordsPage,
}));

export const recordsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/records',
  validateSearch: parseRecordSearch,
  component: RecordsRoute,
});

function RecordsRoute() {
  const search = recordsRoute.useSearch();
  const navigate = recordsRoute.useNavigate();
  const onSearchChange = useCallback(
    (next: RecordSearch) =>
      void navigate({ search: parseRecordSearch({ ...next }), replace: true }),
    [navigate],
  );
  return <RecordsPage search={search} onSearchChange={onSearchChange} />;
}
