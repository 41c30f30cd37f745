import { createColumnHelper, type TableOptions } from '@tanstack/react-table';
import type { DeviceSummary } from '../../../api/types';
import { ConnectionBadge, HealthBadge, StatusBadge } from '../../../components/DeviceBadges';
import { RelativeTime } from '../../../components/RelativeTime';
import { RouterLink } from '../../../components/RouterLink';
import type { Json } from '../../../lib/json';
import { texts } from '../../../lib/texts';
import { OWN_COLUMNS, twinTitle } from './chosen';
import type { TwinValues } from './queries';

const column = createColumnHelper<DeviceSummary>();
const names = texts.devices.columns;

/** What the list itself knows of a device. What the server can sort by has enableSorting. */
const OWN = [
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

/** The columns of the device table: the device's id, and what somebody chose or the usual ones. */
export function columnsOf(
  chosen: readonly string[] | undefined,
  values: TwinValues | undefined,
): TableOptions<DeviceSummary>['columns'] {
  return ['deviceId', ...(chosen ?? OWN_COLUMNS)].map(
    (name) => OWN.find((own) => own.accessorKey === name) ?? twinColumn(name, values),
  );
}

function twinColumn(path: string, values: TwinValues | undefined) {
  return column.display({
    // A point in an id would lead into the row.
    id: `twin ${path}`,
    header: twinTitle(path),
    enableSorting: false,
    cell: ({ row }) => inWords(values?.[row.id]?.[path]),
  });
}

function inWords(value: Json | undefined): string {
  if (value === undefined || value === null) return texts.none;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
