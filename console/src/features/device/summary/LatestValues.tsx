import { Body1, makeStyles, tokens } from '@fluentui/react-components';
import type { TelemetryRecord } from '../../../api/types';
import { Panel } from '../../../components/Panel';
import { RelativeTime } from '../../../components/RelativeTime';
import { ErrorState, LoadingRows } from '../../../components/States';
import { measurement } from '../../../lib/format';
import { texts } from '../../../lib/texts';
import { numbersOf } from '../telemetry/fields';
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

/** The numbers of the newest message. */
export function LatestValues({ deviceId }: { deviceId: string }) {
  const telemetry = useTelemetry(deviceId);
  const newest = telemetry.data?.items.findLast((record) => numbersOf(record).size > 0);
  return (
    <Panel
      title={texts.summary.latest}
      hint={
        newest && (
          <>
            {texts.summary.valuesAt} <RelativeTime at={newest.enqueuedTime} />
          </>
        )
      }
    >
      {telemetry.isPending ? (
        <LoadingRows rows={3} />
      ) : telemetry.data ? (
        <Values newest={newest} />
      ) : (
        <ErrorState error={telemetry.error} onRetry={() => void telemetry.refetch()} />
      )}
    </Panel>
  );
}

function Values({ newest }: { newest: TelemetryRecord | undefined }) {
  const styles = useStyles();
  if (!newest) return <Body1 className={styles.quiet}>{texts.summary.noValues}</Body1>;
  return (
    <dl className={styles.grid}>
      {[...numbersOf(newest)].map(([name, value]) => (
        <div key={name}>
          <dt className={styles.name}>{name}</dt>
          <dd className={styles.value}>{measurement(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
