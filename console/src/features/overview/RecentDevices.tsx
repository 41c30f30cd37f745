import {
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { DeveloperBoardRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import type { DeviceSummary } from '../../api/types';
import { ConnectionBadge } from '../../components/DeviceBadges';
import { HeaderCell } from '../../components/HeaderCell';
import { Panel } from '../../components/Panel';
import { RelativeTime } from '../../components/RelativeTime';
import { RouterButton, RouterLink } from '../../components/RouterLink';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { texts } from '../../lib/texts';
import { recentDevicesQuery } from './queries';

const useStyles = makeStyles({
  wide: { '@media (max-width: 700px)': { display: 'none' } },
  error: { padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalL}` },
  first: { paddingLeft: tokens.spacingHorizontalL },
});

/** The devices that spoke last. */
export function RecentDevices() {
  const styles = useStyles();
  const recent = useQuery(recentDevicesQuery);
  return (
    <Panel
      flush
      title={texts.overview.recent}
      actions={<RouterLink to="/devices">{texts.overview.allDevices}</RouterLink>}
    >
      {recent.isPending ? (
        <LoadingRows />
      ) : recent.data ? (
        recent.data.items.length > 0 ? (
          <RecentTable devices={recent.data.items} />
        ) : (
          <EmptyState
            icon={<DeveloperBoardRegular />}
            title={texts.overview.noDevices}
            action={
              <RouterButton look="primary" to="/devices">
                {texts.overview.goToDevices}
              </RouterButton>
            }
          >
            {texts.overview.noDevicesBody}
          </EmptyState>
        )
      ) : (
        <div className={styles.error}>
          <ErrorState error={recent.error} onRetry={() => void recent.refetch()} />
        </div>
      )}
    </Panel>
  );
}

function RecentTable({ devices }: { devices: DeviceSummary[] }) {
  const styles = useStyles();
  const columns = texts.devices.columns;
  return (
    <Table size="small" aria-label={texts.overview.recent}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={styles.first}>{columns.deviceId}</HeaderCell>
          <HeaderCell>{columns.connectionState}</HeaderCell>
          <HeaderCell className={styles.wide}>{columns.model}</HeaderCell>
          <HeaderCell className={styles.wide}>{columns.firmware}</HeaderCell>
          <HeaderCell>{columns.lastActivityTime}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {devices.map((device) => (
          <TableRow key={device.deviceId}>
            <TableCell className={styles.first}>
              <RouterLink to="/devices/$deviceId" params={{ deviceId: device.deviceId }}>
                {device.deviceId}
              </RouterLink>
            </TableCell>
            <TableCell>
              <ConnectionBadge state={device.connectionState} />
            </TableCell>
            <TableCell className={styles.wide}>{device.model ?? texts.none}</TableCell>
            <TableCell className={styles.wide}>{device.firmware ?? texts.none}</TableCell>
            <TableCell>
              <RelativeTime at={device.lastActivityTime} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
