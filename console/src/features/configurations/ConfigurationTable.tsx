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
import type { Configuration } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { RelativeTime } from '../../components/RelativeTime';
import { RouterLink } from '../../components/RouterLink';
import { useCellStyles } from '../../components/useCellStyles';
import { count } from '../../lib/format';
import { texts } from '../../lib/texts';
import { ConflictBadge } from './ConflictBadge';
import type { ConfigurationSearch, Sort } from './search';

const useStyles = makeStyles({
  first: {
    width: '22%',
    paddingLeft: tokens.spacingHorizontalL,
    '@media (max-width: 800px)': { width: 'auto' },
  },
  number: { width: '76px', fontVariantNumeric: 'tabular-nums' },
  badge: { width: '116px' },
  created: { width: '104px' },
  wide: { '@media (max-width: 1400px)': { display: 'none' } },
  medium: { '@media (max-width: 800px)': { display: 'none' } },
});

const words = texts.configurations;

interface ConfigurationTableProps {
  configurations: Configuration[];
  search: ConfigurationSearch;
  onSearchChange: (change: ConfigurationSearch) => void;
}

/** Configurations with whom they are for and how far they have come. */
export function ConfigurationTable(props: ConfigurationTableProps) {
  const cells = useCellStyles();
  const styles = useStyles();
  const { search } = props;
  const sort = search.sort ?? 'id';
  const order = search.order ?? 'asc';
  const sorted = (column: Sort) => ({
    sortable: true,
    sortDirection:
      column === sort
        ? order === 'asc'
          ? ('ascending' as const)
          : ('descending' as const)
        : undefined,
    onClick: () =>
      props.onSearchChange({
        ...search,
        sort: column,
        order: column === sort && order === 'asc' ? 'desc' : 'asc',
      }),
  });
  const number = mergeClasses(cells.cell, styles.number);
  return (
    <Table size="small" sortable aria-label={words.table}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={styles.first} {...sorted('id')}>
            {words.id}
          </HeaderCell>
          <HeaderCell className={cells.narrow}>{words.conditionColumn}</HeaderCell>
          <HeaderCell className={styles.number} {...sorted('priority')}>
            {words.priority}
          </HeaderCell>
          <HeaderCell className={mergeClasses(styles.number, cells.narrow)} {...sorted('targeted')}>
            {words.targeted}
          </HeaderCell>
          <HeaderCell className={styles.number} {...sorted('applied')}>
            {words.applied}
          </HeaderCell>
          <HeaderCell
            className={mergeClasses(styles.badge, styles.medium)}
            {...sorted('overridden')}
          >
            {words.conflicts}
          </HeaderCell>
          <HeaderCell className={styles.medium}>{words.metrics}</HeaderCell>
          <HeaderCell className={styles.wide}>{words.labels}</HeaderCell>
          <HeaderCell
            className={mergeClasses(styles.created, styles.medium)}
            {...sorted('created')}
          >
            {words.created}
          </HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {props.configurations.map((one) => (
          <TableRow key={one.id}>
            <TableCell className={mergeClasses(cells.cell, styles.first)} title={one.id}>
              <RouterLink to="/configurations/$id" params={{ id: one.id }}>
                {one.id}
              </RouterLink>
            </TableCell>
            <TableCell
              className={mergeClasses(cells.cell, cells.code, cells.narrow)}
              title={one.targetCondition}
            >
              {one.targetCondition || words.nobody}
            </TableCell>
            <TableCell className={number}>{count(one.priority)}</TableCell>
            <TableCell className={mergeClasses(number, cells.narrow)}>
              {count(one.targetedCount)}
            </TableCell>
            <TableCell className={number}>{count(one.appliedCount)}</TableCell>
            <TableCell className={mergeClasses(cells.cell, styles.medium)}>
              <ConflictBadge count={one.overriddenCount} />
            </TableCell>
            <TableCell className={mergeClasses(cells.cell, styles.medium)} title={metrics(one)}>
              {metrics(one) || texts.none}
            </TableCell>
            <TableCell className={mergeClasses(cells.cell, styles.wide)} title={labels(one)}>
              {labels(one) || texts.none}
            </TableCell>
            <TableCell className={mergeClasses(cells.cell, styles.medium)}>
              <RelativeTime at={one.createdTime} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function metrics(one: Configuration): string {
  return one.metrics
    .map((metric) => `${metric.name} ${metric.count === null ? texts.none : count(metric.count)}`)
    .join(' · ');
}

function labels(one: Configuration): string {
  return Object.entries(one.labels)
    .map(([name, text]) => `${name}: ${text}`)
    .join(' · ');
}
