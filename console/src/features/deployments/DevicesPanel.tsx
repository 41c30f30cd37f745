import {
  Button,
  Caption1,
  makeStyles,
  mergeClasses,
  Select,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { DeveloperBoardRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import type { DeviceUpdate } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { Pager } from '../../components/Pager';
import { Panel } from '../../components/Panel';
import { RelativeTime } from '../../components/RelativeTime';
import { RouterLink } from '../../components/RouterLink';
import { SearchField } from '../../components/SearchField';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { reasonText, UpdateState } from '../../components/UpdateState';
import { useCellStyles } from '../../components/useCellStyles';
import { texts } from '../../lib/texts';
import { deploymentDevicesQuery } from './queries';
import { DEVICE_STATUSES, pageOf, type DeviceSearch, type DeviceSort } from './search';

const words = texts.deployments;

const useStyles = makeStyles({
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
  },
  error: { padding: tokens.spacingHorizontalL },
});

interface DevicesPanelProps {
  id: string;
  search: DeviceSearch;
  onChange: (search: DeviceSearch) => void;
}

/** What has become of each device, page by page. */
export function DevicesPanel({ id, search, onChange }: DevicesPanelProps) {
  const styles = useStyles();
  const devices = useQuery(deploymentDevicesQuery(id, search));
  const page = devices.data;
  const set = (change: { [K in keyof DeviceSearch]: DeviceSearch[K] | undefined }) =>
    onChange({ ...search, page: 0, ...change });
  const filtered = (search.status ?? search.search ?? search.reason) !== undefined;
  return (
    <Panel
      flush
      title={words.devices}
      actions={
        <div role="search" className={styles.filters}>
          <SearchField
            label={words.search}
            placeholder={words.searchPlaceholder}
            value={search.search ?? ''}
            onChange={(text) => set({ search: text })}
          />
          <Select
            aria-label={words.state}
            value={search.status ?? ''}
            onChange={(_, { value }) =>
              set({ status: DEVICE_STATUSES.find((each) => each === value) })
            }
          >
            <option value="">{words.all}</option>
            {DEVICE_STATUSES.map((each) => (
              <option key={each} value={each}>
                {words.deviceStatuses[each]}
              </option>
            ))}
          </Select>
          {search.reason && (
            <Caption1>
              {words.onlyReason(reasonText({ reason: search.reason, message: null }))}
            </Caption1>
          )}
          {filtered && (
            <Button
              appearance="subtle"
              onClick={() => set({ status: undefined, search: undefined, reason: undefined })}
            >
              {words.clearFilters}
            </Button>
          )}
        </div>
      }
    >
      {devices.error && (
        <div className={styles.error}>
          <ErrorState error={devices.error} onRetry={() => void devices.refetch()} />
        </div>
      )}
      {devices.isPending && <LoadingRows />}
      {page &&
        (page.items.length > 0 ? (
          <>
            <DeviceTable items={page.items} search={search} onSort={set} />
            <Pager page={{ ...page, ...pageOf(search) }} onChange={set} />
          </>
        ) : (
          <EmptyState icon={<DeveloperBoardRegular />} title={words.noDevices}>
            {!filtered && words.noDevicesBody}
          </EmptyState>
        ))}
    </Panel>
  );
}

interface DeviceTableProps {
  items: readonly DeviceUpdate[];
  search: DeviceSearch;
  onSort: (change: { sort: DeviceSort; order: 'desc' | undefined }) => void;
}

function DeviceTable({ items, search, onSort }: DeviceTableProps) {
  const cells = useCellStyles();
  const medium = mergeClasses(cells.cell, cells.medium);
  const wide = mergeClasses(cells.cell, cells.wide);
  const by = search.sort ?? 'deviceId';
  const sorted = (sort: DeviceSort) => ({
    sortable: true,
    sortDirection:
      by === sort ? (search.order ? ('descending' as const) : ('ascending' as const)) : undefined,
    onClick: () => onSort({ sort, order: by === sort && !search.order ? 'desc' : undefined }),
  });
  return (
    <Table size="small" sortable aria-label={words.devicesTable}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={cells.first} {...sorted('deviceId')}>
            {words.device}
          </HeaderCell>
          <HeaderCell {...sorted('status')}>{words.state}</HeaderCell>
          <HeaderCell className={cells.wide} {...sorted('wave')}>
            {words.wave}
          </HeaderCell>
          <HeaderCell className={cells.wide} sortable={false}>
            {words.from}
          </HeaderCell>
          <HeaderCell className={cells.medium} {...sorted('reason')}>
            {words.reason}
          </HeaderCell>
          <HeaderCell className={cells.medium} {...sorted('updatedAt')}>
            {words.updated}
          </HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {items.map((update) => (
          <TableRow key={update.deviceId}>
            <TableCell className={mergeClasses(cells.cell, cells.first)}>
              <RouterLink
                to="/devices/$deviceId"
                params={{ deviceId: update.deviceId }}
                search={{ tab: 'updates' }}
              >
                {update.deviceId}
              </RouterLink>
            </TableCell>
            <TableCell className={cells.cell}>
              <UpdateState update={update} />
            </TableCell>
            <TableCell className={wide}>
              {update.wave + 1}
              {update.attempt > 1 && `, ${words.attempts(update.attempt)}`}
            </TableCell>
            <TableCell className={wide}>{update.fromVersion ?? texts.none}</TableCell>
            <TableCell className={medium} title={reasonText(update)}>
              {reasonText(update)}
            </TableCell>
            <TableCell className={medium}>
              <RelativeTime at={update.updatedAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
