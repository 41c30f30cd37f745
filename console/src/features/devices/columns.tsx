import { createColumnHelper } from '@tanstack/react-table';
import type { DeviceSummary } from '../../api/types';
import { ConnectionBadge, HealthBadge, StatusBadge } from '../../components/DeviceBadges';
import { RelativeTime } from '../../components/RelativeTime';
import { RouterLink } from '../../components/RouterLink';
import { texts } from '../../lib/texts';

const column = createColumnHelper<DeviceSummary>();
const names = texts.devices.columns;

/** The columns of the device table. Those the server can sort by have enableSorting. */
export const columns = [
  column.accessor('deviceId', {
    header: names.deviceId,
    enableSorting: true,
    cell: ({ getValue }) => (
      <RouterLink to="/devices/$deviceId" params={{ deviceId: getValue() }}>
        {getValue()}
      </RouterLink>
    ),
  }),
  column.accessor('connectionState', {
    header: names.connectionState,
    enableSorting: true,
    cell: ({ getValue }) => <ConnectionBadge state={getValue()} />,
  }),
  column.accessor('health', {
    header: names.health,
    enableSorting: true,
    cell: ({ getValue }) => <HealthBadge health={getValue()} />,
  }),
  column.accessor('status', {
    header: names.status,
    enableSorting: true,
    cell: ({ getValue }) => <StatusBadge status={getValue()} />,
  }),
  column.accessor('model', {
    header: names.model,
    enableSorting: false,
    cell: ({ getValue }) => getValue() ?? texts.none,
  }),
  column.accessor('firmware', {
    header: names.firmware,
    enableSorting: true,
    cell: ({ getValue }) => getValue() ?? texts.none,
  }),
  column.accessor('location', {
    header: names.location,
    enableSorting: false,
    cell: ({ getValue }) => {
      const location = getValue();
      return location ? texts.devices.location(location.latitude, location.longitude) : texts.none;
    },
  }),
  column.accessor('lastActivityTime', {
    header: names.lastActivityTime,
    enableSorting: true,
    cell: ({ getValue }) => <RelativeTime at={getValue()} />,
  }),
];
