import { makeStyles, tokens } from '@fluentui/react-components';
import { DataLineRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TelemetryRecord } from '../../../api/types';
import { Panel } from '../../../components/Panel';
import { EmptyState, ErrorState, LoadingRows } from '../../../components/States';
import { texts } from '../../../lib/texts';
import { metricsQuery } from '../queries';
import { useTelemetry } from '../useTelemetry';
import { ChartPanel } from './ChartPanel';
import type { ChartRange } from './history';
import { HistoryPanel } from './HistoryPanel';
import { MessageTable } from './MessageTable';
import { RangeField } from './RangeField';

const useStyles = makeStyles({
  tab: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

/** What the device measures: drawn and listed as it comes in. */
export function TelemetryTab({ deviceId }: { deviceId: string }) {
  const styles = useStyles();
  const telemetry = useTelemetry(deviceId);
  const metrics = useQuery(metricsQuery(deviceId));
  const [chosen, setChosen] = useState<ChartRange>();
  const [frozen, setFrozen] = useState<TelemetryRecord[]>();

  if (telemetry.isPending) return <LoadingRows />;
  if (!telemetry.data) {
    return <ErrorState error={telemetry.error} onRetry={() => void telemetry.refetch()} />;
  }
  const newest = telemetry.data.items;
  const measured = (metrics.data?.items.length ?? 0) > 0;
  if (newest.length === 0 && !measured) {
    return (
      <Panel title={texts.device.tabNames.telemetry}>
        <EmptyState icon={<DataLineRegular />} title={texts.telemetry.empty}>
          {texts.telemetry.emptyBody}
        </EmptyState>
      </Panel>
    );
  }
  const records = frozen ?? newest;
  const range = chosen ?? (newest.length > 0 ? 'live' : '7d');
  const field = <RangeField range={range} onChange={setChosen} />;
  return (
    <div className={styles.tab}>
      {range === 'live' ? (
        <ChartPanel
          records={records}
          paused={frozen !== undefined}
          missed={frozen ? newerThan(frozen, newest) : 0}
          onPause={() => setFrozen(frozen ? undefined : newest)}
          range={field}
        />
      ) : (
        <HistoryPanel deviceId={deviceId} range={range} field={field} />
      )}
      <MessageTable records={records} />
    </div>
  );
}

function newerThan(frozen: readonly TelemetryRecord[], newest: readonly TelemetryRecord[]): number {
  const last = Date.parse(frozen.at(-1)?.enqueuedTime ?? '');
  return newest.filter((record) => Date.parse(record.enqueuedTime) > last).length;
}
