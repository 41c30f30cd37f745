import { Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { JsonEditor } from '../../components/JsonEditor';
import { texts } from '../../lib/texts';
import { sectionsOf, WORKS, type Faults, type JobForm } from './form';

const words = texts.newJob;

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  two: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 220px), 1fr))',
    alignItems: 'start',
    gap: tokens.spacingHorizontalM,
  },
});

export interface FieldsProps {
  form: JobForm;
  /** What to say about fields, once someone has tried to go on. */
  faults: Faults;
  onChange: (change: Partial<JobForm>) => void;
}

/** What the job does to each device. */
export function WorkFields({ form, faults, onChange }: FieldsProps) {
  const styles = useStyles();
  return (
    <div className={styles.fields}>
      <Field label={words.work} validationMessage={faults.work}>
        <Select
          value={form.work}
          onChange={(_, { value }) => onChange({ work: value as JobForm['work'] })}
        >
          {WORKS.map((work) => (
            <option key={work} value={work}>
              {words.works[work]}
            </option>
          ))}
        </Select>
      </Field>
      {form.work === 'method' ? (
        <>
          <div className={styles.two}>
            <Field required label={words.methodName} validationMessage={faults.methodName}>
              <Input
                value={form.methodName}
                autoComplete="off"
                spellCheck={false}
                onChange={(_, { value }) => onChange({ methodName: value })}
              />
            </Field>
            <Field
              label={words.responseTimeout}
              hint={words.responseTimeoutHint}
              validationMessage={faults.responseTimeout}
            >
              <Input
                type="number"
                value={form.responseTimeout}
                onChange={(_, { value }) => onChange({ responseTimeout: value })}
              />
            </Field>
          </div>
          <JsonEditor
            label={words.payload}
            rows={3}
            value={form.payload}
            error={faults.payload}
            onChange={(payload) => onChange({ payload })}
          />
        </>
      ) : (
        <div className={styles.two}>
          {sectionsOf(form.work).map((section) => (
            <JsonEditor
              key={section}
              label={words[section]}
              hint={words.patchHint}
              rows={5}
              value={form[section]}
              error={faults[section]}
              onChange={(text) => onChange({ [section]: text })}
            />
          ))}
        </div>
      )}
    </div>
  );
}
