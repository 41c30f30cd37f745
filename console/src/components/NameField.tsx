import { Field, Input } from '@fluentui/react-components';

interface NameFieldProps {
  label: string;
  hint?: string;
  fault?: string | undefined;
  value: string;
  onChange: (value: string) => void;
}

/** What something new is called: typed as it is, and never completed or corrected. */
export function NameField({ label, hint, fault, value, onChange }: NameFieldProps) {
  return (
    <Field required label={label} hint={hint} validationMessage={fault}>
      <Input
        value={value}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(_, data) => onChange(data.value)}
      />
    </Field>
  );
}
