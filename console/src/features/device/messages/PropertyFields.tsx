import { Button, Input, makeStyles, Text, tokens, Tooltip } from '@fluentui/react-components';
import { Add20Regular, Delete20Regular } from '@fluentui/react-icons';
import { texts } from '../../../lib/texts';

export interface Property {
  name: string;
  value: string;
}

export function propertiesOf(properties: readonly Property[]): Record<string, string> {
  return Object.fromEntries(
    properties.filter(({ name }) => name !== '').map(({ name, value }) => [name, value]),
  );
}

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  row: { display: 'flex', gap: tokens.spacingHorizontalS },
  input: { flex: '1 1 0', minWidth: 0 },
  add: { alignSelf: 'flex-start' },
});

const words = texts.messages;

interface PropertyFieldsProps {
  properties: Property[];
  onChange: (properties: Property[]) => void;
}

/** The application properties of a message, one per row. */
export function PropertyFields({ properties, onChange }: PropertyFieldsProps) {
  const styles = useStyles();
  const set = (index: number, change: Partial<Property>) =>
    onChange(properties.map((old, at) => (at === index ? { ...old, ...change } : old)));
  return (
    <div className={styles.fields} role="group" aria-label={words.properties}>
      <Text>{words.properties}</Text>
      {properties.map(({ name, value }, index) => (
        <div key={index} className={styles.row}>
          <Input
            className={styles.input}
            aria-label={words.propertyName(index + 1)}
            placeholder={words.name}
            value={name}
            onChange={(_, data) => set(index, { name: data.value })}
          />
          <Input
            className={styles.input}
            aria-label={words.propertyValue(index + 1)}
            placeholder={words.value}
            value={value}
            onChange={(_, data) => set(index, { value: data.value })}
          />
          <Tooltip content={words.removeProperty(index + 1)} relationship="label">
            <Button
              appearance="subtle"
              icon={<Delete20Regular />}
              onClick={() => onChange(properties.filter((_, at) => at !== index))}
            />
          </Tooltip>
        </div>
      ))}
      <Button
        className={styles.add}
        icon={<Add20Regular />}
        onClick={() => onChange([...properties, { name: '', value: '' }])}
      >
        {words.addProperty}
      </Button>
    </div>
  );
}
