import {
  Button,
  Field,
  Input,
  makeStyles,
  SearchBox,
  Select,
  tokens,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { AuditItem } from '../../api/types';
import { useTyping } from '../../components/useTyping';
import { texts } from '../../lib/texts';
import { auditActionsQuery } from './queries';
import { fromField, isFiltered, OUTCOMES, toField, type AuditSearch } from './search';

const useStyles = makeStyles({
  filters: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))',
    alignItems: 'end',
    gap: tokens.spacingHorizontalM,
  },
  field: { minWidth: 0 },
  input: { width: '100%', minWidth: 0, maxWidth: 'none' },
});

interface AuditFiltersProps {
  search: AuditSearch;
  /** The entries on the page, whose actions may be newer than the list of all. */
  seen: readonly AuditItem[];
  onChange: (search: AuditSearch) => void;
}

/** What is looked for; each change starts at the newest entry again. */
export function AuditFilters({ search, seen, onChange }: AuditFiltersProps) {
  const styles = useStyles();
  const actions = useQuery(auditActionsQuery);
  const set = (change: AuditSearch) => onChange({ ...search, ...change });
  const words = new Set(actions.data?.items);
  seen.forEach(({ action }) => words.add(action));
  if (search.action !== undefined) words.add(search.action);
  return (
    <div role="search" className={styles.filters}>
      <TextField
        label={texts.audit.text}
        value={search.text}
        searching
        onChange={(text) => set({ text })}
      />
      <TextField label={texts.audit.who} value={search.who} onChange={(who) => set({ who })} />
      <Field label={texts.audit.action} className={styles.field}>
        <Select
          value={search.action ?? ''}
          onChange={(_, { value }) => set({ action: value || undefined })}
        >
          <option value="">{texts.audit.anyAction}</option>
          {[...words].sort().map((word) => (
            <option key={word}>{word}</option>
          ))}
        </Select>
      </Field>
      <TextField
        label={texts.audit.target}
        placeholder={texts.audit.targetExample}
        value={search.target}
        onChange={(target) => set({ target })}
      />
      <Field label={texts.audit.outcome} className={styles.field}>
        <Select
          value={search.outcome ?? ''}
          onChange={(_, { value }) =>
            set({ outcome: OUTCOMES.find((outcome) => outcome === value) })
          }
        >
          <option value="">{texts.audit.anyOutcome}</option>
          {OUTCOMES.map((outcome) => (
            <option key={outcome} value={outcome}>
              {texts.audit.outcomes[outcome]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={texts.audit.from} className={styles.field}>
        <Input
          type="datetime-local"
          className={styles.input}
          value={toField(search.from)}
          onChange={(_, { value }) => set({ from: fromField(value) })}
        />
      </Field>
      <Field label={texts.audit.to} className={styles.field}>
        <Input
          type="datetime-local"
          className={styles.input}
          value={toField(search.to)}
          onChange={(_, { value }) => set({ to: fromField(value) })}
        />
      </Field>
      {isFiltered(search) && (
        <Button appearance="subtle" onClick={() => onChange({})}>
          {texts.audit.clearFilters}
        </Button>
      )}
    </div>
  );
}

interface TextFieldProps {
  label: string;
  value: string | undefined;
  placeholder?: string;
  searching?: boolean;
  onChange: (value: string | undefined) => void;
}

/** A text that is looked for when typing pauses. */
function TextField({ label, value = '', placeholder, searching, onChange }: TextFieldProps) {
  const styles = useStyles();
  const { text, type } = useTyping(value, (typed) => onChange(typed || undefined));
  const Box = searching ? SearchBox : Input;
  return (
    <Field label={label} className={styles.field}>
      <Box
        className={styles.input}
        value={text}
        placeholder={placeholder}
        onChange={(_: unknown, data: { value: string }) => type(data.value)}
      />
    </Field>
  );
}
