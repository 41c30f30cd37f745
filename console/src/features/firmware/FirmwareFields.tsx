import { Button, Caption1, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { DocumentArrowUp20Regular } from '@fluentui/react-icons';
import { useRef } from 'react';
import { bytes } from '../../lib/format';
import { texts } from '../../lib/texts';
import { namedBy, type FirmwareForm } from './form';

const words = texts.firmware;

const useStyles = makeStyles({
  file: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  chosen: { overflowWrap: 'anywhere' },
  two: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 200px), 1fr))',
    gap: tokens.spacingHorizontalM,
  },
});

interface FirmwareFieldsProps {
  form: FirmwareForm;
  faults: Partial<Record<keyof FirmwareForm, string>>;
  disabled: boolean;
  onChange: (change: Partial<FirmwareForm>) => void;
}

/** The file, what it is, and what it runs on. */
export function FirmwareFields({ form, faults, disabled, onChange }: FirmwareFieldsProps) {
  const styles = useStyles();
  const input = useRef<HTMLInputElement>(null);
  const choose = (file: File | undefined) => {
    if (!file) return;
    onChange({ file, ...(form.name || form.version ? {} : namedBy(file.name)) });
  };
  const text = (name: keyof Omit<FirmwareForm, 'file'>, label: string, hint?: string) => (
    <Field label={label} hint={hint} validationMessage={faults[name]}>
      <Input
        value={form[name]}
        disabled={disabled}
        spellCheck={false}
        autoComplete="off"
        onChange={(_, { value }) => onChange({ [name]: value })}
      />
    </Field>
  );
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={words.file}
        onChange={({ target }) => choose(target.files?.[0])}
      />
      <Field validationMessage={faults.file}>
        <div className={styles.file}>
          <Button
            icon={<DocumentArrowUp20Regular />}
            disabled={disabled}
            onClick={() => input.current?.click()}
          >
            {words.choose}
          </Button>
          {form.file && (
            <Caption1 className={styles.chosen}>
              {words.chosen(form.file.name, bytes(form.file.size))}
            </Caption1>
          )}
        </div>
      </Field>
      <div className={styles.two}>
        {text('name', words.name, words.nameHint)}
        {text('version', words.version)}
      </div>
      {text('description', words.description)}
      <div className={styles.two}>
        {text('models', words.models, words.modelsHint)}
        {text('hardwareRevisions', words.hardwareRevisions, words.modelsHint)}
      </div>
      {text('minimumVersion', words.minimumVersion, words.minimumVersionHint)}
    </>
  );
}
