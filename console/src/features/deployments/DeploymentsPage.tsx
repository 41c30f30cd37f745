import {
  makeStyles,
  mergeClasses,
  Select,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
  Toolbar,
  ToolbarButton,
} from '@fluentui/react-components';
import { Add20Regular, RocketRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Deployment } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { PageHeader } from '../../components/PageHeader';
import { Pager } from '../../components/Pager';
import { RelativeTime } from '../../components/RelativeTime';
import { RouterLink } from '../../components/RouterLink';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { Trail } from '../../components/Trail';
import { useCellStyles } from '../../components/useCellStyles';
import { texts } from '../../lib/texts';
import { DeploymentBadge } from './DeploymentBadge';
import { DeploymentProgress } from './DeploymentProgress';
import { NewDeploymentDialog } from './NewDeploymentDialog';
import { deploymentsQuery } from './queries';
import { pageOf, STATUSES, type DeploymentSearch } from './search';

const words = texts.deployments;

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  bar: { padding: 0 },
  filters: { display: 'flex' },
  table: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  row: { height: '48px' },
});

interface DeploymentsPageProps {
  search: DeploymentSearch;
  onSearchChange: (search: DeploymentSearch) => void;
  onOpen: (id: string) => void;
}

/** All deployments, the newest first, as far as they have come. */
export function DeploymentsPage({ search, onSearchChange, onOpen }: DeploymentsPageProps) {
  const styles = useStyles();
  const [creating, setCreating] = useState(false);
  const deployments = useQuery(deploymentsQuery(search));
  const page = deployments.data;
  return (
    <div className={styles.page}>
      <PageHeader title={words.title} hint={words.hint} trail={<Trail />} />
      <Toolbar aria-label={words.commands} className={styles.bar}>
        <ToolbarButton
          appearance="primary"
          icon={<Add20Regular />}
          onClick={() => setCreating(true)}
        >
          {words.create}
        </ToolbarButton>
      </Toolbar>
      <div role="search" className={styles.filters}>
        <Select
          aria-label={words.status}
          value={search.status ?? ''}
          onChange={(_, { value }) => {
            const status = STATUSES.find((each) => each === value);
            onSearchChange({
              ...search,
              page: 0,
              ...(status ? { status } : { status: undefined }),
            });
          }}
        >
          <option value="">{words.anyStatus}</option>
          {STATUSES.map((each) => (
            <option key={each} value={each}>
              {words.statuses[each]}
            </option>
          ))}
        </Select>
      </div>
      {deployments.error && (
        <ErrorState error={deployments.error} onRetry={() => void deployments.refetch()} />
      )}
      {(deployments.isPending || page) && (
        <div className={styles.table}>
          {!page ? (
            <LoadingRows />
          ) : page.items.length > 0 ? (
            <>
              <DeploymentTable deployments={page.items} />
              <Pager
                page={{ ...page, ...pageOf(search) }}
                onChange={(change) => onSearchChange({ ...search, page: 0, ...change })}
              />
            </>
          ) : (
            <EmptyState
              icon={<RocketRegular />}
              title={search.status ? words.noMatch : words.empty}
            >
              {!search.status && words.emptyBody}
            </EmptyState>
          )}
        </div>
      )}
      {creating && <NewDeploymentDialog onMade={onOpen} onClose={() => setCreating(false)} />}
    </div>
  );
}

function DeploymentTable({ deployments }: { deployments: readonly Deployment[] }) {
  const styles = useStyles();
  const cells = useCellStyles();
  const medium = mergeClasses(cells.cell, cells.medium);
  const wide = mergeClasses(cells.cell, cells.wide);
  return (
    <Table size="small" aria-label={words.table}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={cells.first}>{words.name}</HeaderCell>
          <HeaderCell className={cells.medium}>{words.version}</HeaderCell>
          <HeaderCell>{words.status}</HeaderCell>
          <HeaderCell>{words.progress}</HeaderCell>
          <HeaderCell className={cells.wide}>{words.wave}</HeaderCell>
          <HeaderCell className={cells.medium}>{words.starts}</HeaderCell>
          <HeaderCell className={cells.wide}>{words.by}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {deployments.map((one) => (
          <TableRow key={one.id} className={styles.row}>
            <TableCell className={mergeClasses(cells.cell, cells.first)} title={one.name}>
              <RouterLink to="/deployments/$id" params={{ id: one.id }}>
                {one.name}
              </RouterLink>
            </TableCell>
            <TableCell className={medium}>{versionOf(one)}</TableCell>
            <TableCell>
              <DeploymentBadge status={one.status} />
            </TableCell>
            <TableCell>
              <DeploymentProgress deployment={one} />
            </TableCell>
            <TableCell className={wide}>{words.waveOf(one.wave + 1, one.waves)}</TableCell>
            <TableCell className={medium}>
              <RelativeTime at={one.startAt} />
            </TableCell>
            <TableCell className={wide}>{one.createdBy}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function versionOf({ firmwareName, version }: Deployment): string {
  return version ? texts.firmware.of(firmwareName, version) : words.rollBackOf;
}
