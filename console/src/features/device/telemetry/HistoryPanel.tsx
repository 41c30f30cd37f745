import { Body1, Dropdown, makeStyles, Option, tokens } from '@fluentui/react-components';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Panel } from '../../../components/Panel';
import { ErrorState, LoadingRows } from '../../../components/States';
import { texts } from '../../../lib/texts';
import { historyQuery, metricsQuery } from '../queries';
import { Chart } from './Chart';
import { historyOption } from './chartOption';
import { defaultFields } from './fields';
import { bySender, linesOf, metricName, MOST_METRICS, type HistoryRange } from './history';

const useStyles = makeStyles({
  fields: { minWidth: '160px' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

interface HistoryPanelProps {
  deviceId: string;
  range: HistoryRange;
  /** Chooses the range. */
  field: ReactNode;
}

/** What the device measured, from long ago up to now. */
export function HistoryPanel({ deviceId, range, field }: HistoryPanelProps) {
  const styles = useStyles();
  const metrics = useQuery(metricsQuery(deviceId));
  const [chosen, setChosen] = useState<string[]>();
  const items = metrics.data?.items ?? [];
  const all = items.map(metricName);
  const fields = (chosen ?? defaultFields(all)).slice(0, MOST_METRICS);
  const senders = bySender(items, fields);
  const histories = useQueries({
    queries: senders.map(({ moduleId, metrics: names }) =>
      historyQuery(deviceId, moduleId, names, range),
    ),
  });

  const loaded = histories.flatMap(({ data }) => data ?? []);
  const lines = histories
    .flatMap(({ data }, i) => (data ? linesOf(data, senders[i]?.moduleId ?? null) : []))
    .filter(({ buckets }) => buckets.length > 0);
  const failed = [metrics, ...histories].find(({ isError, data }) => isError && !data);
  const pending = metrics.isPending || histories.some(({ isPending }) => isPending);
  const first = loaded[0];
  return (
    <Panel
      title={texts.telemetry.history}
      hint={first && texts.telemetry.historyHint(texts.telemetry.width(first.bucketSeconds))}
      actions={
        <>
          {field}
          <Dropdown
            multiselect
            className={styles.fields}
            aria-label={texts.telemetry.fields}
            value={texts.telemetry.chosen(fields.length, all.length)}
            selectedOptions={fields}
            onOptionSelect={(_, { selectedOptions }) => setChosen(selectedOptions)}
          >
            {all.map((name) => (
              <Option
                key={name}
                disabled={fields.length === MOST_METRICS && !fields.includes(name)}
              >
                {name}
              </Option>
            ))}
          </Dropdown>
        </>
      }
    >
      {failed ? (
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      ) : pending ? (
        <LoadingRows rows={6} />
      ) : first && lines.length > 0 ? (
        <Chart
          label={texts.telemetry.historySummary(
            lines.map(({ name }) => name).join(', '),
            texts.telemetry.ranges[range],
            lines.reduce((sum, { buckets }) => sum + buckets.length, 0),
          )}
          option={historyOption(lines, Date.parse(first.from), Date.parse(first.to))}
        />
      ) : (
        <Body1 className={styles.quiet}>
          {all.length === 0
            ? texts.telemetry.noMetrics
            : fields.length === 0
              ? texts.telemetry.noField
              : texts.telemetry.noHistory}
        </Body1>
      )}
    </Panel>
  );
}
