import { Caption1, Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '../../components/States';
import { JsonEditor } from '../../components/JsonEditor';
import { formatJson } from '../../lib/json';
import { texts } from '../../lib/texts';
import { useDebounced } from '../../lib/useDebounced';
import { contentOf, EXAMPLES, KINDS, type Draft, type Kind } from './draft';
import { contentCheckQuery } from './queries';

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  paths: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
});

const words = texts.configurations;

interface ContentFieldProps {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
}

/** What a new configuration sets: for whom, and the paths with their values as JSON. */
export function ContentField({ draft, onChange }: ContentFieldProps) {
  const styles = useStyles();
  const content = contentOf(draft);
  const judged = useDebounced(content.ok ? formatJson(content.value) : undefined);
  const checked = useQuery({
    ...contentCheckQuery(judged === undefined ? undefined : (JSON.parse(judged) as unknown)),
    enabled: judged !== undefined,
  });
  const current = content.ok && judged === formatJson(content.value);

  const choose = (kind: Kind) =>
    onChange({
      kind,
      // An example that nobody has touched gives way to that of the other kind.
      ...(draft.content === formatJson(EXAMPLES[draft.kind]) && {
        content: formatJson(EXAMPLES[kind]),
      }),
    });

  return (
    <div className={styles.fields}>
      <Field label={words.kind} hint={words.kindHints[draft.kind]}>
        <Select value={draft.kind} onChange={(_, { value }) => choose(value as Kind)}>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {words.kinds[kind]}
            </option>
          ))}
        </Select>
      </Field>
      <JsonEditor
        label={words.content}
        hint={words.contentHints[draft.kind]}
        rows={8}
        value={draft.content}
        error={content.ok ? undefined : content.message}
        refused={current ? (checked.data?.contentError ?? undefined) : undefined}
        onChange={(value) => onChange({ content: value })}
      />
      {current && checked.data && checked.data.paths.length > 0 && (
        <Caption1 role="status" className={styles.paths}>
          {words.sets(checked.data.paths.join(', '))}
        </Caption1>
      )}
      {current && checked.error && <ErrorState error={checked.error} />}
    </div>
  );
}
