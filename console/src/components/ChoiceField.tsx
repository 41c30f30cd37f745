import { Field, Select } from '@fluentui/react-components';
import { oneOf } from '../lib/oneOf';

interface ChoiceFieldProps<T extends string> {
  label: string;
  hint?: string;
  choices: readonly T[];
  /** What people read. */
  word: (choice: T) => string;
  value: T;
  onChange: (choice: T) => void;
}

/** One of a few. */
export function ChoiceField<T extends string>(props: ChoiceFieldProps<T>) {
  const { label, hint, choices, word, value, onChange } = props;
  return (
    <Field label={label} hint={hint}>
      <Select value={value} onChange={(_, data) => onChange(oneOf(choices, data.value) ?? value)}>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {word(choice)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
