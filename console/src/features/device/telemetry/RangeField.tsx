import { Dropdown, makeStyles, Option } from '@fluentui/react-components';
import { texts } from '../../../lib/texts';
import { CHART_RANGES, type ChartRange } from './history';

const useStyles = makeStyles({ field: { minWidth: '160px' } });

interface RangeFieldProps {
  range: ChartRange;
  onChange: (range: ChartRange) => void;
}

/** How far back the chart goes. */
export function RangeField({ range, onChange }: RangeFieldProps) {
  const styles = useStyles();
  return (
    <Dropdown
      className={styles.field}
      aria-label={texts.telemetry.range}
      value={texts.telemetry.ranges[range]}
      selectedOptions={[range]}
      onOptionSelect={(_, { optionValue }) => {
        const next = CHART_RANGES.find((candidate) => candidate === optionValue);
        if (next) onChange(next);
      }}
    >
      {CHART_RANGES.map((candidate) => (
        <Option key={candidate} value={candidate}>
          {texts.telemetry.ranges[candidate]}
        </Option>
      ))}
    </Dropdown>
  );
}
