import {
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { BoxRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import type { Customer } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { PageHeader } from '../../components/PageHeader';
import { RouterLink } from '../../components/RouterLink';
import { SearchField } from '../../components/SearchField';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { Trail } from '../../components/Trail';
import { useCellStyles } from '../../components/useCellStyles';
import { texts } from '../../lib/texts';
import { customersQuery } from './queries';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  table: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  count: { fontVariantNumeric: 'tabular-nums' },
});

interface CustomersPageProps {
  search: string;
  onSearchChange: (search: string) => void;
}

/** Who ordered devices, and how far those have come. */
export function CustomersPage({ search, onSearchChange }: CustomersPageProps) {
  const styles = useStyles();
  const customers = useQuery(customersQuery(search));
  return (
    <div className={styles.page}>
      <PageHeader
        title={texts.records.customers}
        hint={texts.records.customersHint}
        trail={
          <Trail
            links={[
              <RouterLink key="records" to="/records">
                {texts.records.title}
              </RouterLink>,
            ]}
          />
        }
      />
      <SearchField
        label={texts.records.searchCustomers}
        placeholder={texts.records.searchCustomers}
        value={search}
        onChange={onSearchChange}
      />
      {customers.error && (
        <ErrorState error={customers.error} onRetry={() => void customers.refetch()} />
      )}
      {customers.isPending && (
        <div className={styles.table}>
          <LoadingRows />
        </div>
      )}
      {customers.data && (
        <div className={styles.table}>
          {customers.data.items.length > 0 ? (
            <CustomerTable customers={customers.data.items} />
          ) : (
            <EmptyState icon={<BoxRegular />} title={texts.records.noCustomers}>
              {texts.records.noCustomersBody}
            </EmptyState>
          )}
        </div>
      )}
    </div>
  );
}

function CustomerTable({ customers }: { customers: readonly Customer[] }) {
  const styles = useStyles();
  const cells = useCellStyles();
  const medium = mergeClasses(styles.count, cells.medium);
  return (
    <Table size="small" aria-label={texts.records.customers}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={cells.first}>{texts.records.customer}</HeaderCell>
          <HeaderCell>{texts.records.built}</HeaderCell>
          <HeaderCell className={cells.medium}>{texts.records.onboarded}</HeaderCell>
          <HeaderCell className={cells.medium}>{texts.records.statuses.active}</HeaderCell>
          <HeaderCell>{texts.records.online}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {customers.map(({ name, devices, onboarded, active, online }) => (
          <TableRow key={name}>
            <TableCell className={mergeClasses(cells.cell, cells.first)} title={name}>
              <RouterLink to="/records" search={{ customer: name }}>
                {name}
              </RouterLink>
            </TableCell>
            <TableCell className={styles.count}>{count(devices)}</TableCell>
            <TableCell className={medium}>{count(onboarded)}</TableCell>
            <TableCell className={medium}>{count(active)}</TableCell>
            <TableCell className={styles.count}>{count(online)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

const count = (number: number) => number.toLocaleString('en-US');
