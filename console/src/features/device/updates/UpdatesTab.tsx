import {
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
} from '@fluentui/react-components';
import { ArrowSyncRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '../../../api/session';
import type { DeviceUpdate } from '../../../api/types';
import { HeaderCell } from '../../../components/HeaderCell';
import { Panel } from '../../../components/Panel';
import { RelativeTime } from '../../../components/RelativeTime';
import { RouterLink } from '../../../components/RouterLink';
import { EmptyState, ErrorState, LoadingRows } from '../../../components/States';
import { reasonText, UpdateState } from '../../../components/UpdateState';
import { useCellStyles } from '../../../components/useCellStyles';
import { texts } from '../../../lib/texts';
import { deviceUpdatesQuery } from '../queries';

const words = texts.deployments;

/** The deployments that were for the device, and what became of each. */
export function UpdatesTab({ deviceId }: { deviceId: string }) {
  const updates = useQuery(deviceUpdatesQuery(deviceId));
  return (
    <Panel flush title={words.history}>
      {updates.error && <ErrorState error={updates.error} onRetry={() => void updates.refetch()} />}
      {updates.isPending && <LoadingRows />}
      {updates.data &&
        (updates.data.items.length > 0 ? (
          <UpdateTable items={updates.data.items} />
        ) : (
          <EmptyState icon={<ArrowSyncRegular />} title={words.noHistory}>
            {words.noHistoryBody}
          </EmptyState>
        ))}
    </Panel>
  );
}

function UpdateTable({ items }: { items: readonly DeviceUpdate[] }) {
  const cells = useCellStyles();
  const may = useMay();
  const medium = mergeClasses(cells.cell, cells.medium);
  return (
    <Table size="small" aria-label={words.history}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={cells.first}>{words.version}</HeaderCell>
          <HeaderCell>{words.state}</HeaderCell>
          <HeaderCell className={cells.medium}>{words.from}</HeaderCell>
          <HeaderCell className={cells.medium}>{words.reason}</HeaderCell>
          <HeaderCell>{words.updated}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {items.map((update) => (
          <TableRow key={update.deploymentId}>
            <TableCell className={mergeClasses(cells.cell, cells.first)}>
              {may('manageUpdates') ? (
                <RouterLink to="/deployments/$id" params={{ id: update.deploymentId }}>
                  {update.version || words.rollBackOf}
                </RouterLink>
              ) : (
                update.version || words.rollBackOf
              )}
            </TableCell>
            <TableCell className={cells.cell}>
              <UpdateState update={update} />
            </TableCell>
            <TableCell className={medium}>{update.fromVersion ?? texts.none}</TableCell>
            <TableCell className={medium} title={reasonText(update)}>
              {reasonText(update)}
            </TableCell>
            <TableCell className={cells.cell}>
              <RelativeTime at={update.updatedAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
