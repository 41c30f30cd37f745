import { Table, TableBody, TableCell, TableHeader, TableRow } from '@fluentui/react-components';
import type { DeviceSummary } from '../api/types';
import { texts } from '../lib/texts';
import { ConnectionBadge, HealthBadge } from './DeviceBadges';
import { HeaderCell } from './HeaderCell';
import { RelativeTime } from './RelativeTime';
import { RouterLink } from './RouterLink';
import { useCellStyles } from './useCellStyles';

interface DeviceRowsProps {
  label: string;
  devices: DeviceSummary[];
}

/** Devices to look at and to open, without the device list's commands. */
export function DeviceRows({ label, devices }: DeviceRowsProps) {
  const cells = useCellStyles();
  const columns = texts.devices.columns;
  return (
    <Table size="small" aria-label={label}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={cells.first}>{columns.deviceId}</HeaderCell>
          <HeaderCell>{columns.connectionState}</HeaderCell>
          <HeaderCell>{columns.health}</HeaderCell>
          <HeaderCell className={cells.medium}>{columns.model}</HeaderCell>
          <HeaderCell className={cells.medium}>{columns.firmware}</HeaderCell>
          <HeaderCell className={cells.narrow}>{columns.lastActivityTime}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {devices.map((device) => (
          <TableRow key={device.deviceId}>
            <TableCell className={cells.first}>
              <RouterLink to="/devices/$deviceId" params={{ deviceId: device.deviceId }}>
                {device.deviceId}
              </RouterLink>
            </TableCell>
            <TableCell>
              <ConnectionBadge state={device.connectionState} />
            </TableCell>
            <TableCell>
              <HealthBadge health={device.health} />
            </TableCell>
            <TableCell className={cells.medium}>{device.model ?? texts.none}</TableCell>
            <TableCell className={cells.medium}>{device.firmware ?? texts.none}</TableCell>
            <TableCell className={cells.narrow}>
              <RelativeTime at={device.lastActivityTime} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
