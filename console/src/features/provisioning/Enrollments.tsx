import {
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
} from '@fluentui/react-components';
import { PlugConnectedAddRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { hubInUrl } from '../../api/hubs';
import { useMay } from '../../api/session';
import type { Enrollment } from '../../api/types';
import { StatusBadge } from '../../components/DeviceBadges';
import { HeaderCell } from '../../components/HeaderCell';
import { RelativeTime } from '../../components/RelativeTime';
import { RouterLink } from '../../components/RouterLink';
import { useCellStyles } from '../../components/useCellStyles';
import { usePages } from '../../components/usePages';
import { texts } from '../../lib/texts';
import { absoluteTime } from '../../lib/time';
import { EnrollmentActions } from './EnrollmentActions';
import { attestationOf } from './form';
import { PagedTable } from './PagedTable';
import { enrollmentsQuery } from './queries';
import type { Kind, ProvisioningSearch } from './search';

const words = texts.provisioning;

interface EnrollmentsProps {
  kind: Kind;
  search: ProvisioningSearch;
  onRegistrations: (group: string) => void;
}

/** The devices, or groups of them, that may come. */
export function Enrollments({ kind, search, onRegistrations }: EnrollmentsProps) {
  const pages = usePages(`${kind} ${search.search ?? ''} ${search.status ?? ''}`);
  const list = useQuery(enrollmentsQuery(kind, search, pages.continuation));
  return (
    <PagedTable
      tab={kind}
      search={search}
      icon={<PlugConnectedAddRegular />}
      list={list}
      pages={pages}
      table={(items) => (
        <EnrollmentTable kind={kind} items={items} onRegistrations={onRegistrations} />
      )}
    />
  );
}

interface EnrollmentTableProps extends Omit<EnrollmentsProps, 'search'> {
  items: readonly Enrollment[];
}

function EnrollmentTable({ kind, items, onRegistrations }: EnrollmentTableProps) {
  const cells = useCellStyles();
  const may = useMay();
  const changeable = may('administer');
  const medium = mergeClasses(cells.cell, cells.medium);
  const wide = mergeClasses(cells.cell, cells.wide);
  return (
    <Table size="small" aria-label={words.tabNames[kind]}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={cells.first}>{words.id[kind]}</HeaderCell>
          <HeaderCell>{words.status}</HeaderCell>
          <HeaderCell className={cells.medium}>{words.attestation}</HeaderCell>
          {kind === 'enrollments' && (
            <HeaderCell className={cells.medium}>{words.device}</HeaderCell>
          )}
          <HeaderCell className={cells.wide}>{words.hubs}</HeaderCell>
          <HeaderCell className={cells.wide}>{words.expires}</HeaderCell>
          <HeaderCell className={cells.medium}>{words.updated}</HeaderCell>
          {changeable && <HeaderCell className={cells.last}>{words.actionsColumn}</HeaderCell>}
        </TableRow>
      </TableHeader>
      <TableBody>
        {items.map((one) => (
          <TableRow key={one.id}>
            <TableCell className={mergeClasses(cells.cell, cells.first)} title={one.id}>
              {one.id}
            </TableCell>
            <TableCell>
              <StatusBadge status={one.status} />
            </TableCell>
            <TableCell className={medium}>{attestationOf(one)}</TableCell>
            {kind === 'enrollments' && (
              <TableCell className={medium}>
                {one.registration ? (
                  <RouterLink
                    to="/devices/$deviceId"
                    params={{ deviceId: one.registration.deviceId }}
                    search={hubInUrl(one.registration.hub)}
                  >
                    {one.registration.deviceId}
                  </RouterLink>
                ) : (
                  texts.none
                )}
              </TableCell>
            )}
            <TableCell className={wide} title={one.hubs.join(', ')}>
              {one.hubs.join(', ') || words.allHubs}
            </TableCell>
            <TableCell className={wide}>
              {one.expiresAt === null ? texts.never : absoluteTime(one.expiresAt)}
            </TableCell>
            <TableCell className={medium}>
              <RelativeTime at={one.updatedAt} />
            </TableCell>
            {changeable && (
              <TableCell className={cells.last}>
                <EnrollmentActions kind={kind} enrollment={one} onRegistrations={onRegistrations} />
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
