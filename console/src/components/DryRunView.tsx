import {
  Body1,
  Body1Strong,
  Button,
  Caption1,
  makeStyles,
  Spinner,
  tokens,
} from '@fluentui/react-components';
import type { DryRun } from '../api/query';
import { count } from '../lib/format';
import { texts } from '../lib/texts';
import { clockTime } from '../lib/time';
import { ErrorState } from './States';

const words = texts.dryRun;

const useStyles = makeStyles({
  box: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  line: { overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

interface DryRunViewProps {
  dryRun: {
    data: DryRun | undefined;
    error: unknown;
    isFetching: boolean;
    dataUpdatedAt: number;
    refetch: () => unknown;
  };
  /** What may be another when it is done than when it was counted. */
  note: string;
}

/** How many devices something would be done to, some of them by name, and when they were counted. */
export function DryRunView({ dryRun, note }: DryRunViewProps) {
  const styles = useStyles();
  const { data, error, isFetching, dataUpdatedAt, refetch } = dryRun;
  if (error)
    return <ErrorState title={words.failed} error={error} onRetry={() => void refetch()} />;
  return (
    <section aria-label={words.label} className={styles.box}>
      <div role="status">
        {data ? (
          <Body1>
            <Body1Strong>{words.devices(count(data.count), data.count === 1)}</Body1Strong>{' '}
            {data.count > 0 && words.connected(count(data.connected))}
          </Body1>
        ) : (
          <Spinner size="tiny" label={texts.condition.counting} />
        )}
      </div>
      {data && data.sample.length > 0 && (
        <Caption1 className={styles.line}>
          {words.sample(data.sample, count(data.count - data.sample.length))}
        </Caption1>
      )}
      {data && (
        <Caption1 className={styles.quiet}>
          {words.countedAt(clockTime(new Date(dataUpdatedAt).toISOString()))} {note}
        </Caption1>
      )}
      <Button size="small" disabledFocusable={isFetching} onClick={() => void refetch()}>
        {words.again}
      </Button>
    </section>
  );
}
