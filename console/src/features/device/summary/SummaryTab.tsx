import { makeStyles, tokens } from '@fluentui/react-components';
import type { DeviceDetail } from '../../../api/types';
import { ConnectionBadge, HealthBadge, StatusBadge } from '../../../components/DeviceBadges';
import { Facts } from '../../../components/Facts';
import { Panel } from '../../../components/Panel';
import { RelativeTime } from '../../../components/RelativeTime';
import { count } from '../../../lib/format';
import { texts } from '../../../lib/texts';
import { Groups } from './Groups';
import { LatestValues } from './LatestValues';
import { Modules } from './Modules';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 360px), 1fr))',
    alignItems: 'start',
    gap: tokens.spacingHorizontalM,
  },
  column: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingHorizontalM,
    minWidth: 0,
  },
});

const words = texts.summary;

/** What the device is, how it is connected, and what it said last. */
export function SummaryTab({ device }: { device: DeviceDetail }) {
  const styles = useStyles();
  return (
    <div className={styles.grid}>
      <div className={styles.column}>
        <Panel title={words.identity}>
          <Facts facts={identity(device)} />
        </Panel>
        <Modules modules={device.modules} />
        <Groups deviceId={device.deviceId} />
      </div>
      <div className={styles.column}>
        <Panel title={words.connection}>
          <Facts facts={connection(device)} />
        </Panel>
        <LatestValues deviceId={device.deviceId} />
      </div>
    </div>
  );
}

function identity(device: DeviceDetail) {
  return [
    [words.deviceId, device.deviceId],
    [words.status, <StatusBadge key="status" status={device.status} />],
    ...(device.statusReason ? [[words.statusReason, device.statusReason] as const] : []),
    [words.statusChanged, <RelativeTime key="changed" at={device.statusUpdatedTime} />],
    [words.authentication, words.authenticationTypes[device.authenticationType]],
    [words.model, device.model ?? texts.none],
    [words.firmware, device.firmware ?? texts.none],
    [
      words.location,
      device.location
        ? texts.devices.location(device.location.latitude, device.location.longitude)
        : texts.none,
    ],
    [words.generationId, device.generationId],
    [words.etag, device.etag],
  ] as const;
}

function connection(device: DeviceDetail) {
  return [
    [words.state, <ConnectionBadge key="state" state={device.connectionState} />],
    [texts.health.status, <HealthBadge key="health" health={device.health} />],
    [words.since, <RelativeTime key="since" at={device.connectionStateUpdatedTime} />],
    [words.lastActive, <RelativeTime key="active" at={device.lastActivityTime} />],
    [words.protocol, device.protocol?.toUpperCase() ?? texts.none],
    [words.remoteAddress, device.remoteAddress ?? texts.none],
    [words.queued, count(device.cloudToDeviceMessageCount)],
  ] as const;
}
