import {
  Body1,
  Button,
  Caption1,
  Dropdown,
  makeStyles,
  Option,
  tokens,
} from '@fluentui/react-components';
import { Pause20Regular, Play20Regular } from '@fluentui/react-icons';
import { useMemo, useState, type ReactNode } from 'react';
import type { TelemetryRecord } from '../../../api/types';
import { Panel } from '../../../components/Panel';
import { texts } from '../../../lib/texts';
import { Chart } from './Chart';
import { chartOption } from './chartOption';
import { defaultFields, seriesOf } from './fields';

const useStyles = makeStyles({
  fields: { minWidth: '160px' },
  paused: { color: tokens.colorNeutralForeground2 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

interface ChartPanelProps {
  records: readonly TelemetryRecord[];
  paused: boolean;
  missed: number;
  onPause: () => void;
  range: ReactNode;
}

/** The chart with its field chooser and its pause button. */
export function ChartPanel({ records, paused, missed, onPause, range }: ChartPanelProps) {
  const styles = useStyles();
  const series = useMemo(() => seriesOf(records), [records]);
  const [chosen, setChosen] = useState<string[]>();
  const all = [...series.keys()];
  const fields = chosen ?? defaultFields(all);
  const drawn = fields.filter((field) => series.has(field));

  return (
    <Panel
      title={texts.telemetry.chart}
      actions={
        <>
          {paused && (
            <Caption1 className={styles.paused} role="status">
              {texts.telemetry.paused(missed)}
            </Caption1>
          )}
          {range}
          <Dropdown
            multiselect
            className={styles.fields}
            aria-label={texts.telemetry.fields}
            value={texts.telemetry.chosen(drawn.length, all.length)}
            selectedOptions={fields}
            onOptionSelect={(_, { selectedOptions }) => setChosen(selectedOptions)}
          >
            {all.map((field) => (
              <Option key={field}>{field}</Option>
            ))}
          </Dropdown>
          <Button icon={paused ? <Play20Regular /> : <Pause20Regular />} onClick={onPause}>
            {paused ? texts.telemetry.resume : texts.telemetry.pause}
          </Button>
        </>
      }
    >
      {drawn.length > 0 ? (
        <Chart
          label={texts.telemetry.chartSummary(drawn.join(', '), records.length)}
          option={chartOption(drawn, series)}
        />
      ) : (
        <Body1 className={styles.quiet}>
          {all.length === 0 ? texts.telemetry.noNumbers : texts.telemetry.noField}
        </Body1>
      )}
    </Panel>
  );
}
