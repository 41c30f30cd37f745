import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import {
  ArrowUpload24Regular,
  CheckmarkCircle24Regular,
  DeveloperBoard24Regular,
  PlugConnected24Regular,
  TaskListSquareLtr24Regular,
} from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { Location, Overview } from '../../api/types';
import { PageHeader } from '../../components/PageHeader';
import { ErrorState } from '../../components/States';
import { count, perSecond, share } from '../../lib/format';
import { texts } from '../../lib/texts';
import { Counter } from './Counter';
import { overviewQuery } from './queries';
import { RecentDevices } from './RecentDevices';
import { Soundness } from './Soundness';
import { SharePanel } from './SharePanel';

const MapPanel = lazy(async () => ({ default: (await import('./map/MapPanel')).MapPanel }));

/** Degrees around the middle of devices that no enlarging takes apart: a kilometre or so. */
const NEARBY = 0.01;

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  counters: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(160px, 1fr))',
    gap: tokens.spacingHorizontalM,
  },
  parts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2.2fr) minmax(240px, 1fr)',
    gap: tokens.spacingHorizontalM,
    alignItems: 'start',
    '@media (max-width: 900px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  shares: { display: 'grid', gap: tokens.spacingVerticalM },
});

interface OverviewPageProps {
  onDevice: (deviceId: string) => void;
  onDevices: (condition: string) => void;
}

/** The fleet at a glance. */
export function OverviewPage({ onDevice, onDevices }: OverviewPageProps) {
  const styles = useStyles();
  const overview = useQuery(overviewQuery);
  return (
    <div className={styles.page}>
      <PageHeader title={texts.overview.title} hint={overview.data && where(overview.data)} />
      {overview.isPending ? (
        <Skeleton aria-label={texts.loading} className={styles.counters}>
          {['devices', 'connected', 'enabled', 'rate', 'jobs'].map((counter) => (
            <SkeletonItem key={counter} size={96} />
          ))}
        </Skeleton>
      ) : overview.data ? (
        <>
          <section aria-label={texts.overview.counters} className={styles.counters}>
            <Counters overview={overview.data} />
          </section>
          <Soundness health={overview.data.health} alerts={overview.data.alerts} />
        </>
      ) : (
        <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />
      )}
      <div className={styles.parts}>
        <Suspense fallback={<SkeletonItem size={128} />}>
          <MapPanel onDevice={onDevice} onCrowd={({ location }) => onDevices(around(location))} />
        </Suspense>
        {overview.data && overview.data.devices.total > 0 && (
          <div className={styles.shares}>
            <SharePanel
              title={texts.overview.models}
              path="properties.reported.model"
              shares={overview.data.breakdown.models}
              total={overview.data.devices.total}
            />
            <SharePanel
              title={texts.overview.firmware}
              path="properties.reported.firmware.version"
              shares={overview.data.breakdown.firmware}
              total={overview.data.devices.total}
            />
          </div>
        )}
      </div>
      <RecentDevices />
    </div>
  );
}

function Counters({
  overview: { devices, messagesPerSecond, runningJobs },
}: {
  overview: Overview;
}) {
  const { total, connected, enabled, disabled } = devices;
  return (
    <>
      <Counter
        icon={<DeveloperBoard24Regular />}
        label={texts.overview.devices}
        value={count(total)}
        note={texts.overview.disconnectedNote(total - connected)}
      />
      <Counter
        icon={<PlugConnected24Regular />}
        label={texts.overview.connected}
        value={count(connected)}
        note={texts.overview.ofTotal(share(connected, total))}
      />
      <Counter
        icon={<CheckmarkCircle24Regular />}
        label={texts.overview.enabled}
        value={count(enabled)}
        note={texts.overview.disabledNote(disabled)}
      />
      <Counter
        icon={<ArrowUpload24Regular />}
        label={texts.overview.rate}
        value={perSecond(messagesPerSecond)}
        note={texts.overview.rateNote}
      />
      <Counter
        icon={<TaskListSquareLtr24Regular />}
        label={texts.overview.runningJobs}
        value={count(runningJobs)}
        note={texts.overview.runningJobsNote}
      />
    </>
  );
}

function around({ latitude, longitude }: Location): string {
  const place = 'properties.reported.location';
  return [
    `${place}.latitude >= ${latitude - NEARBY}`,
    `${place}.latitude <= ${latitude + NEARBY}`,
    `${place}.longitude >= ${longitude - NEARBY}`,
    `${place}.longitude <= ${longitude + NEARBY}`,
  ].join(' AND ');
}

function where({ hub, hostNames }: Overview): string {
  return [texts.overview.hub(hub), ...hostNames].join(' · ');
}
