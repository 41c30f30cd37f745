import { Checkbox, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { texts } from '../../lib/texts';
import { BOUNDS, DELIVERIES, type DeploymentForm, type NumberField } from './form';
import type { FieldsProps } from './WhatFields';

const words = texts.newDeployment;

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 210px), 1fr))',
    gap: tokens.spacingHorizontalM,
  },
  choices: { display: 'flex', flexDirection: 'column' },
});

/** In which order, how many at a time, and how carefully. */
export function HowFields({ form, faults, onChange }: FieldsProps) {
  const styles = useStyles();
  const number = (name: NumberField, label: string, hint?: string) => (
    <Field label={label} hint={hint} validationMessage={faults[name]}>
      <Input
        type="number"
        min={BOUNDS[name][0]}
        max={BOUNDS[name][1]}
        value={form[name]}
        onChange={(_, { value }) => onChange({ [name]: value })}
      />
    </Field>
  );
  const choice = (name: 'window' | 'includeLate' | 'allowDowngrade', label: string) => (
    <Checkbox
      label={label}
      checked={form[name]}
      onChange={(_, { checked }) => onChange({ [name]: checked === true })}
    />
  );
  return (
    <>
      <div className={styles.grid}>
        {number('canary', words.canary, words.canaryHint)}
        <Field label={words.waves} hint={words.wavesHint} validationMessage={faults.waves}>
          <Input
            value={form.waves}
            autoComplete="off"
            onChange={(_, { value }) => onChange({ waves: value })}
          />
        </Field>
        {number('pauseMinutes', words.pauseMinutes)}
        {number('observationMinutes', words.observationMinutes, words.observationHint)}
        {number('failurePercent', words.failurePercent)}
        {number('maxConcurrent', words.maxConcurrent)}
        {number('timeoutMinutes', words.timeoutMinutes)}
        {number('retries', words.retries)}
        <Field label={words.delivery}>
          <Select
            value={form.delivery}
            onChange={(_, { value }) => onChange({ delivery: value as DeploymentForm['delivery'] })}
          >
            {DELIVERIES.map((each) => (
              <option key={each} value={each}>
                {words.deliveries[each]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={words.startAt} hint={words.startAtHint}>
          <Input
            type="datetime-local"
            value={form.startAt}
            onChange={(_, { value }) => onChange({ startAt: value })}
          />
        </Field>
      </div>
      <div className={styles.choices}>
        {choice('includeLate', words.includeLate)}
        {choice('allowDowngrade', words.allowDowngrade)}
        {choice('window', words.window)}
      </div>
      {form.window && (
        <div className={styles.grid}>
          {(['from', 'to'] as const).map((name) => (
            <Field key={name} label={words[name]}>
              <Input
                type="time"
                value={form[name]}
                onChange={(_, { value }) => onChange({ [name]: value })}
              />
            </Field>
          ))}
        </div>
      )}
    </>
  );
}
