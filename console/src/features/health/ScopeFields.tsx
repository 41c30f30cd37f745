import { Field, Input, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { groupsQuery } from '../../api/groups';
import { texts } from '../../lib/texts';
import type { Faults, ThresholdForm } from './form';

const words = texts.thresholds;
const SCOPES = Object.keys(words.scopes) as ThresholdForm['scope'][];

interface ScopeFieldsProps {
  form: ThresholdForm;
  faults: Faults;
  onChange: (change: Partial<ThresholdForm>) => void;
}

/** Which metric of which devices is meant. */
export function ScopeFields({ form, faults, onChange }: ScopeFieldsProps) {
  const groups = useQuery(groupsQuery);
  return (
    <>
      <Field
        required
        label={words.metric}
        hint={words.metricHint}
        validationMessage={faults.metric}
      >
        <Input
          value={form.metric}
          autoComplete="off"
          spellCheck={false}
          onChange={(_, { value }) => onChange({ metric: value })}
        />
      </Field>
      <Field label={words.scope}>
        <Select
          value={form.scope}
          onChange={(_, { value }) =>
            onChange({ scope: value as ThresholdForm['scope'], scopeName: '' })
          }
        >
          {SCOPES.map((scope) => (
            <option key={scope} value={scope}>
              {words.scopes[scope]}
            </option>
          ))}
        </Select>
      </Field>
      {form.scope === 'model' && (
        <Field
          required
          label={words.model}
          hint={words.modelHint}
          validationMessage={faults.scopeName}
        >
          <Input
            value={form.scopeName}
            autoComplete="off"
            spellCheck={false}
            onChange={(_, { value }) => onChange({ scopeName: value })}
          />
        </Field>
      )}
      {form.scope === 'group' && (
        <Field required label={words.group} validationMessage={faults.scopeName}>
          <Select
            value={form.scopeName}
            onChange={(_, { value }) => onChange({ scopeName: value })}
          >
            <option value="" />
            {groups.data?.items.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </>
  );
}
