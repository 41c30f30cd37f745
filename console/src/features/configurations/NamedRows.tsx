import { Button, Field, Input, makeStyles, tokens, Tooltip } from '@fluentui/react-components';
import { Add20Regular, Delete20Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { Named } from './draft';

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  row: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  name: { flex: '1 1 100px', minWidth: 0 },
  value: { flex: '3 1 160px', minWidth: 0 },
  add: { alignSelf: 'flex-start' },
});

interface NamedRowsProps {
  words: {
    label: string;
    hint: string;
    name: string;
    value: string;
    nameOf: (row: number) => string;
    valueOf: (row: number) => string;
    remove: (row: number) => string;
    add: string;
  };
  rows: Named[];
  most?: number;
  fault: string | undefined;
  /** What else stands in a row. */
  extra?: (row: Named, at: number) => ReactNode;
  onChange: (rows: Named[]) => void;
}

/** Names with a text each, one per row. */
export function NamedRows({ words, rows, most, fault, extra, onChange }: NamedRowsProps) {
  const styles = useStyles();
  const set = (index: number, change: Partial<Named>) =>
    onChange(rows.map((old, at) => (at === index ? { ...old, ...change } : old)));
  return (
    <Field label={words.label} hint={words.hint} validationMessage={fault}>
      <div className={styles.fields} role="group" aria-label={words.label}>
        {rows.map((row, at) => (
          <div key={at} className={styles.row}>
            <Input
              className={styles.name}
              aria-label={words.nameOf(at + 1)}
              placeholder={words.name}
              value={row.name}
              onChange={(_, { value }) => set(at, { name: value })}
            />
            <Input
              className={styles.value}
              aria-label={words.valueOf(at + 1)}
              placeholder={words.value}
              value={row.value}
              onChange={(_, { value }) => set(at, { value })}
            />
            {extra?.(row, at)}
            <Tooltip content={words.remove(at + 1)} relationship="label">
              <Button
                appearance="subtle"
                icon={<Delete20Regular />}
                onClick={() => onChange(rows.filter((_, other) => other !== at))}
              />
            </Tooltip>
          </div>
        ))}
        <Button
          className={styles.add}
          icon={<Add20Regular />}
          disabled={most !== undefined && rows.length >= most}
          onClick={() => onChange([...rows, { name: '', value: '' }])}
        >
          {words.add}
        </Button>
      </div>
    </Field>
  );
}
