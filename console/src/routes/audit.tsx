import { createRoute } from '@tanstack/react-router';
import { lazy, useCallback } from 'react';
import { parseAuditSearch, type AuditSearch } from '../features/audit/search';
import { shellRoute } from './shell';

const AuditPage = lazy(async () => ({
  default: (await import('../features/audit/AuditPage')).AuditPage,
}));

export const auditRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/audit',
  validateSearch: parseAuditSearch,
  component: AuditRoute,
});

function AuditRoute() {
  const search = auditRoute.useSearch();
  const navigate = auditRoute.useNavigate();
  const onSearchChange = useCallback(
    (next: AuditSearch) => void navigate({ search: parseAuditSearch({ ...next }), replace: true }),
    [navigate],
  );
  return <AuditPage search={search} onSearchChange={onSearchChange} />;
}
