import {
  Field,
  Input,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Radio,
  RadioGroup,
  tokens,
} from '@fluentui/react-components';
import { texts } from '../../lib/texts';
import type { Faults, ThresholdForm } from './form';

const words = texts.thresholds;

const useStyles = makeStyles({
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(160px, 1fr))',
    alignItems: 'start',
    gap: tokens.spacingHorizontalM,
  },
});

interface LimitFieldsProps {
  form: ThresholdForm;
  faults: Faults;
  onChange: (change: Partial<ThresholdForm>) => void;
}

/** From when on the metric is bad. */
export function LimitFields({ form, faults, onChange }: LimitFieldsProps) {
  const styles = useStyles();
  const field = (
    name: 'warning' | 'critical' | 'hysteresis' | 'hold',
    label: string,
    hint: string,
  ) => (
    <Field label={label} hint={hint} validationMessage={faults[name]}>
      <Input
        value={form[name]}
        inputMode="decimal"
        autoComplete="off"
        onChange={(_, { value }) => onChange({ [name]: value })}
      />
    </Field>
  );
  return (
    <>
      <Field label={words.direction}>
        <RadioGroup
          layout="horizontal"
          value={form.direction}
          onChange={(_, { value }) => onChange({ direction: value as ThresholdForm['direction'] })}
        >
          <Radio value="above" label={words.directions.above} />
          <Radio value="below" label={words.directions.below} />
        </RadioGroup>
      </Field>
      <div className={styles.pair}>
        {field('warning', words.warning, words.limitHint)}
        {field('critical', words.critical, words.limitHint)}
      </div>
      {form.warning.trim() === '' && form.critical.trim() === '' && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{words.noLimits}</MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.pair}>
        {field('hysteresis', words.hysteresis, words.hysteresisHint)}
        {field('hold', words.hold, words.holdHint)}
      </div>
    </>
  );
}
