import {
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import type { DeviceSummary } from '../api/types';
import { texts } from '../lib/texts';
import { ConnectionBadge } from './DeviceBadges';
import { HeaderCell } from './HeaderCell';
import { RelativeTime } from './RelativeTime';
import { RouterLink } from './RouterLink';

const useStyles = makeStyles({
  wide: { '@media (max-width: 700px)': { display: 'none' } },
  first: { paddingLeft: tokens.spacingHorizontalL },
});

interface DeviceRowsProps {
  label: string;
  devices: DeviceSummary[];
}

/** Devices to look at and to open, without the device list's commands. */
export function DeviceRows({ label, devices }: DeviceRowsProps) {
  const styles = useStyles();
  const columns = texts.devices.columns;
  return (
    <Table size="small" aria-label={label}>
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
