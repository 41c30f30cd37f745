import { Button, Field, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { DocumentArrowUp20Regular } from '@fluentui/react-icons';
import { useRef } from 'react';
import { texts } from '../../lib/texts';

const words = texts.certificates;

/** What a certificate has at most. */
const MAX_BYTES = 16 * 1024;

const useStyles = makeStyles({
  field: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  text: { fontFamily: tokens.fontFamilyMonospace },
  file: { display: 'none' },
  button: { alignSelf: 'start' },
});

interface PemFieldProps {
  label: string;
  value: string;
  required?: boolean;
  problem?: string | undefined;
  onChange: (value: string) => void;
}

/** A certificate as text, pasted or from a file; a file of DER becomes base64. */
export function PemField({ label, value, required = false, problem, onChange }: PemFieldProps) {
  const styles = useStyles();
  const file = useRef<HTMLInputElement>(null);
  const read = async (chosen: File) => {
    const bytes = new Uint8Array(await chosen.slice(0, MAX_BYTES).arrayBuffer());
    const der = bytes[0] === 0x30 && (bytes[1] ?? 0) >= 0x80;
    onChange(der ? btoa(String.fromCharCode(...bytes)) : new TextDecoder().decode(bytes));
  };
  return (
    <div className={styles.field}>
      <Field required={required} label={label} validationMessage={problem}>
        <Textarea
          value={value}
          rows={6}
          spellCheck={false}
          textarea={{ className: styles.text }}
          placeholder="-----BEGIN CERTIFICATE-----"
          onChange={(_, { value: text }) => onChange(text)}
        />
      </Field>
      <input
        ref={file}
        type="file"
        tabIndex={-1}
        aria-label={label}
        accept=".pem,.crt,.cer,.der"
        className={styles.file}
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          if (chosen) void read(chosen);
          target.value = '';
        }}
      />
      <Button
        className={styles.button}
        icon={<DocumentArrowUp20Regular />}
        onClick={() => file.current?.click()}
      >
        {words.file}
      </Button>
    </div>
  );
}
