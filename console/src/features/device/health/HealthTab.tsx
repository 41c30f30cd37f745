import { Body1, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { DeviceHealth } from '../../../api/types';
import { HealthBadge } from '../../../components/DeviceBadges';
import { Facts } from '../../../components/Facts';
import { HealthReasons } from '../../../components/HealthReasons';
import { Panel } from '../../../components/Panel';
import { RelativeTime } from '../../../components/RelativeTime';
import { ErrorState, LoadingRows } from '../../../components/States';
import { texts } from '../../../lib/texts';
import { deviceHealthQuery } from '../queries';
import { Changes } from './Changes';
import { JudgedBy } from './JudgedBy';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const words = texts.health;

/** How well the device is, why, by what it is judged, and what became of it. */
export function HealthTab({ deviceId }: { deviceId: string }) {
  const styles = useStyles();
  const health = useQuery(deviceHealthQuery(deviceId));
  return (
    <div className={styles.page}>
      {health.error && <ErrorState error={health.error} onRetry={() => void health.refetch()} />}
      {health.isPending && <LoadingRows />}
      {health.data && (
        <>
          <Panel title={words.now}>
            <Facts facts={facts(health.data)} />
          </Panel>
          <JudgedBy metrics={health.data.metrics} />
        </>
      )}
      <Changes deviceId={deviceId} />
    </div>
  );
}

function facts(health: DeviceHealth) {
  return [
    [words.status, <HealthBadge key="status" health={health.status} />],
    [words.since, <RelativeTime key="since" at={health.since} />],
    [words.reasons, <Reasons key="reasons" health={health} />],
    [words.lastMessage, <RelativeTime key="last" at={health.lastMessageTime} />],
    [
      words.silentAfter,
      health.silentAfterSeconds === null ? texts.none : words.seconds(health.silentAfterSeconds),
    ],
  ] as const;
}

function Reasons({ health }: { health: DeviceHealth }) {
  const styles = useStyles();
  if (health.reasons.length > 0) return <HealthReasons reasons={health.reasons} />;
  return (
    <Body1 className={styles.quiet}>
      {health.since === null
        ? words.nothing
        : health.status === 'unknown'
          ? words.notJudged
          : words.noReasons}
    </Body1>
  );
}
