import { createRoute } from '@tanstack/react-router';
import { lazy, useCallback } from 'react';
import { parseRecordSearch } from '../features/records/search';
import { shellRoute } from './shell';

const CustomersPage = lazy(async () => ({
  default: (await import('../features/records/CustomersPage')).CustomersPage,
}));

export const customersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/customers',
  validateSearch: (raw: Record<string, unknown>): { search?: string } => {
    const { search } = parseRecordSearch(raw);
    return search === undefined ? {} : { search };
  },
  component: CustomersRoute,
});

function CustomersRoute() {
  const { search = '' } = customersRoute.useSearch();
  const navigate = customersRoute.useNavigate();
  const onSearchChange = useCallback(
    (text: string) => void navigate({ search: text === '' ? {} : { search: text }, replace: true }),
    [navigate],
  );
  return <CustomersPage search={search} onSearchChange={onSearchChange} />;
}
