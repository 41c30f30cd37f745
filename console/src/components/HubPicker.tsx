import { Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { FIRST_HUB } from '../api/hubs';
import { texts } from '../lib/texts';

const useStyles = makeStyles({
  picker: {
    width: 'fit-content',
    maxWidth: '100%',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    marginBottom: tokens.spacingVerticalM,
  },
});

interface HubPickerProps {
  hubs: readonly string[];
  /** Undefined for the first one. */
  hub: string | undefined;
  onChange: (hub: string | undefined) => void;
}

/** Which hub the page is about, and the way to another one. */
export function HubPicker({ hubs, hub, onChange }: HubPickerProps) {
  const styles = useStyles();
  const chosen = hub ?? FIRST_HUB;
  const shown = hubs.includes(chosen) ? hubs : [...hubs, chosen];
  return (
    <Field label={texts.navigation.hub} orientation="horizontal" className={styles.picker}>
      <Select
        value={chosen}
        onChange={(_, { value }) => onChange(value === FIRST_HUB ? undefined : value)}
      >
        {shown.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
    </Field>
  );
}
