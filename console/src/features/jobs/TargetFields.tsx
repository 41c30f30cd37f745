import { Field, makeStyles, Select, Textarea, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { groupsQuery } from '../../api/groups';
import { QueryField } from '../../components/QueryField';
import { texts } from '../../lib/texts';
import { TARGETS, type JobForm } from './form';
import type { FieldsProps } from './WorkFields';

const words = texts.newJob;

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

interface TargetFieldsProps extends FieldsProps {
  /** What the server says against the condition, and the text that it says it about. */
  error: unknown;
  judged: string;
}

/** Which devices the job is for. */
export function TargetFields({ form, faults, onChange, error, judged }: TargetFieldsProps) {
  const styles = useStyles();
  return (
    <div className={styles.fields}>
      <Field label={words.target}>
        <Select
          value={form.target}
          onChange={(_, { value }) => onChange({ target: value as JobForm['target'] })}
        >
          {TARGETS.map((target) => (
            <option key={target} value={target}>
              {words.targets[target]}
            </option>
          ))}
        </Select>
      </Field>
      {form.target === 'group' && (
        <GroupField
          value={form.group}
          fault={faults.group}
          onChange={(group) => onChange({ group })}
        />
      )}
      {form.target === 'condition' && (
        <QueryField
          required
          label={words.condition}
          hint={words.conditionHint}
          value={form.condition}
          judged={judged}
          error={error}
          missing={faults.condition}
          onChange={(condition) => onChange({ condition })}
        />
      )}
      {form.target === 'devices' && (
        <Field
          required
          label={words.deviceIds}
          hint={words.deviceIdsHint}
          validationMessage={faults.deviceIds}
        >
          <Textarea
            resize="vertical"
            spellCheck={false}
            value={form.deviceIds}
            onChange={(_, { value }) => onChange({ deviceIds: value })}
          />
        </Field>
      )}
    </div>
  );
}

interface GroupFieldProps {
  value: string;
  fault: string | undefined;
  onChange: (group: string) => void;
}

function GroupField({ value, fault, onChange }: GroupFieldProps) {
  const groups = useQuery(groupsQuery);
  const none = groups.data?.items.length === 0;
  return (
    <Field
      required
      label={words.group}
      hint={none ? words.noGroups : undefined}
      validationMessage={fault}
    >
      <Select value={value} onChange={(_, data) => onChange(data.value)}>
        <option value="">{words.chooseGroup}</option>
        {groups.data?.items.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
