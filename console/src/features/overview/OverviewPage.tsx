import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import {
  ArrowUpload24Regular,
  CheckmarkCircle24Regular,
  DeveloperBoard24Regular,
  PlugConnected24Regular,
} from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import type { Overview } from '../../api/types';
import { PageHeader } from '../../components/PageHeader';
import { ErrorState } from '../../components/States';
import { count, perSecond, share } from '../../lib/format';
import { texts } from '../../lib/texts';
import { Counter } from './Counter';
import { overviewQuery } from './queries';
import { RecentDevices } from './RecentDevices';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  counters: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(160px, 1fr))',
    gap: tokens.spacingHorizontalM,
  },
});

/** The fleet at a glance. */
export function OverviewPage() {
  const styles = useStyles();
  const overview = useQuery(overviewQuery);
  return (
    <div className={styles.page}>
      <PageHeader title={texts.overview.title} hint={overview.data && where(overview.data)} />
      {overview.isPending ? (
        <Skeleton aria-label={texts.loading} className={styles.counters}>
          {['devices', 'connected', 'enabled', 'rate'].map((counter) => (
            <SkeletonItem key={counter} size={96} />
          ))}
        </Skeleton>
      ) : overview.data ? (
        <section aria-label={texts.overview.counters} className={styles.counters}>
          <Counters overview={overview.data} />
        </section>
      ) : (
        <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />
      )}
      <RecentDevices />
    </div>
  );
}

function Counters({ overview: { devices, messagesPerSecond } }: { overview: Overview }) {
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
    </>
  );
}

function where({ hub, hostNames }: Overview): string {
  return [texts.overview.hub(hub), ...hostNames].join(' · ');
}
