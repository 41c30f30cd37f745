import { Body1, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { Metric } from '../../../api/types';
import { Panel } from '../../../components/Panel';
import { RelativeTime } from '../../../components/RelativeTime';
import { ErrorState, LoadingRows } from '../../../components/States';
import { measurement } from '../../../lib/format';
import { texts } from '../../../lib/texts';
import { absoluteTime } from '../../../lib/time';
import { metricsQuery } from '../queries';
import { latestOf } from '../telemetry/fields';
import { metricName } from '../telemetry/history';
import { useTelemetry } from '../useTelemetry';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(120px, 1fr))',
    gap: tokens.spacingHorizontalM,
    margin: 0,
  },
  name: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  value: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** The newest value of every metric; those that were pushed are shown before they are stored. */
export function LatestValues({ deviceId }: { deviceId: string }) {
  const metrics = useQuery(metricsQuery(deviceId));
  const telemetry = useTelemetry(deviceId);
  const values = latestOf(metrics.data?.items ?? [], telemetry.data?.items ?? []);
  const newest = values.reduce<string | undefined>(
    (latest, { time }) => (!latest || Date.parse(time) > Date.parse(latest) ? time : latest),
    undefined,
  );
  return (
    <Panel
      title={texts.summary.latest}
      hint={
        newest && (
          <>
            {texts.summary.valuesAt} <RelativeTime at={newest} />
          </>
        )
      }
    >
      {metrics.isPending ? (
        <LoadingRows rows={3} />
      ) : metrics.data ? (
        <Values values={values} />
      ) : (
        <ErrorState error={metrics.error} onRetry={() => void metrics.refetch()} />
      )}
    </Panel>
  );
}

function Values({ values }: { values: readonly Metric[] }) {
  const styles = useStyles();
  if (values.length === 0) return <Body1 className={styles.quiet}>{texts.summary.noValues}</Body1>;
  return (
    <dl className={styles.grid}>
      {values.map((metric) => (
        <div key={metricName(metric)} title={absoluteTime(metric.time)}>
          <dt className={styles.name}>{metricName(metric)}</dt>
          <dd className={styles.value}>{measurement(metric.value)}</dd>
        </div>
      ))}
    </dl>
  );
}
