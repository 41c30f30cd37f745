import { Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { texts } from '../../lib/texts';
import type { FieldsProps } from './WorkFields';

const words = texts.newJob;

const useStyles = makeStyles({
  two: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 220px), 1fr))',
    alignItems: 'start',
    gap: tokens.spacingHorizontalM,
  },
});

/** When the job starts and how long it may take. */
export function TimeFields({ form, faults, onChange }: FieldsProps) {
  const styles = useStyles();
  return (
    <div className={styles.two}>
      <Field label={words.when}>
        <Select
          value={form.when}
          onChange={(_, { value }) => onChange({ when: value === 'at' ? 'at' : 'now' })}
        >
          <option value="now">{words.whens.now}</option>
          <option value="at">{words.whens.at}</option>
        </Select>
      </Field>
      {form.when === 'at' && (
        <Field required label={words.at} hint={words.atHint} validationMessage={faults.at}>
          <Input
            type="datetime-local"
            value={form.at}
            onChange={(_, { value }) => onChange({ at: value })}
          />
        </Field>
      )}
      <Field label={words.minutes} hint={words.minutesHint} validationMessage={faults.minutes}>
        <Input
          type="number"
          value={form.minutes}
          onChange={(_, { value }) => onChange({ minutes: value })}
        />
      </Field>
    </div>
  );
}
