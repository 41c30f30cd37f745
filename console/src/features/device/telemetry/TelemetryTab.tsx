import { makeStyles, tokens } from '@fluentui/react-components';
import { DataLineRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { TelemetryRecord } from '../../../api/types';
import { Panel } from '../../../components/Panel';
import { EmptyState, ErrorState, LoadingRows } from '../../../components/States';
import { texts } from '../../../lib/texts';
import { useTelemetry } from '../useTelemetry';
import { ChartPanel } from './ChartPanel';
import { MessageTable } from './MessageTable';

const useStyles = makeStyles({
  tab: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

/** What the device measures: drawn and listed as it comes in. */
export function TelemetryTab({ deviceId }: { deviceId: string }) {
  const styles = useStyles();
  const telemetry = useTelemetry(deviceId);
  const [frozen, setFrozen] = useState<TelemetryRecord[]>();

  if (telemetry.isPending) return <LoadingRows />;
  if (!telemetry.data) {
    return <ErrorState error={telemetry.error} onRetry={() => void telemetry.refetch()} />;
  }
  const newest = telemetry.data.items;
  if (newest.length === 0) {
    return (
      <Panel title={texts.device.tabNames.telemetry}>
        <EmptyState icon={<DataLineRegular />} title={texts.telemetry.empty}>
          {texts.telemetry.emptyBody}
        </EmptyState>
      </Panel>
    );
  }
  const records = frozen ?? newest;
  return (
    <div className={styles.tab}>
      <ChartPanel
        records={records}
        paused={frozen !== undefined}
        missed={frozen ? newerThan(frozen, newest) : 0}
        onPause={() => setFrozen(frozen ? undefined : newest)}
      />
      <MessageTable records={records} />
    </div>
  );
}

function newerThan(frozen: readonly TelemetryRecord[], newest: readonly TelemetryRecord[]): number {
  const last = Date.parse(frozen.at(-1)?.enqueuedTime ?? '');
  return newest.filter((record) => Date.parse(record.enqueuedTime) > last).length;
}
