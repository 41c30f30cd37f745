import { Button, Field, Input, makeStyles, tokens, Tooltip } from '@fluentui/react-components';
import { Eye20Regular, EyeOff20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { texts } from '../lib/texts';
import { CopyButton } from './CopyButton';

const useStyles = makeStyles({
  row: { display: 'flex', gap: tokens.spacingHorizontalXS },
  input: { flexGrow: 1, minWidth: 0, fontFamily: tokens.fontFamilyMonospace },
});

interface SecretFieldProps {
  label: string;
  value: string;
  startRevealed?: boolean;
}

/** A secret to look at and to copy, covered until asked for. */
export function SecretField({ label, value, startRevealed = false }: SecretFieldProps) {
  const styles = useStyles();
  const [revealed, setRevealed] = useState(startRevealed);
  const toggle = revealed ? texts.credentials.hide(label) : texts.credentials.reveal(label);
  return (
    <div className={styles.row}>
      <Field label={label} className={styles.input}>
        <Input
          readOnly
          autoComplete="off"
          type={revealed ? 'text' : 'password'}
          value={value}
          input={{ className: styles.input }}
          contentAfter={
            <>
              <Tooltip content={toggle} relationship="label">
                <Button
                  appearance="subtle"
                  size="small"
                  icon={revealed ? <EyeOff20Regular /> : <Eye20Regular />}
                  onClick={() => setRevealed(!revealed)}
                />
              </Tooltip>
              <CopyButton text={value} label={texts.credentials.copyOf(label)} />
            </>
          }
        />
      </Field>
    </div>
  );
}
