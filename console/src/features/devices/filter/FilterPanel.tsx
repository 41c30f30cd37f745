import { Body1, Button, makeStyles, tokens } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons';
import { useState, type SubmitEvent } from 'react';
import { ConditionField } from '../../../components/ConditionField';
import { Panel } from '../../../components/Panel';
import { RouterButton } from '../../../components/RouterLink';
import { texts } from '../../../lib/texts';
import { EMPTY_ROW, readCondition, writeCondition, type Row } from './condition';
import { FilterRow } from './FilterRow';

const words = texts.filter;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  rows: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalS,
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface FilterPanelProps {
  /** The condition that the list is filtered by; empty for none. */
  condition: string;
  onApply: (condition: string) => void;
}

/** A condition as rows and as text; each writes the other. */
export function FilterPanel({ condition, onApply }: FilterPanelProps) {
  const styles = useStyles();
  const [applied, setApplied] = useState(condition);
  const [text, setText] = useState(condition);
  const [rows, setRows] = useState(() => rowsOf(condition));

  const write = (next: string) => {
    setText(next);
    setRows(rowsOf(next));
  };
  const build = (next: Row[]) => {
    setRows(next);
    setText(writeCondition(next));
  };

  // The URL changed under the panel, as on the browser's Back: the panel follows.
  if (condition !== applied) {
    setApplied(condition);
    if (condition !== text.trim()) write(condition);
  }

  const clear = () => {
    write('');
    onApply('');
  };
  const apply = () => onApply(text.trim());
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    apply();
  };

  return (
    <Panel title={words.title} hint={words.hint}>
      <form onSubmit={submit} className={styles.form}>
        {rows ? (
          <div className={styles.rows}>
            {rows.map((row, at) => (
              <FilterRow
                key={at}
                row={row}
                number={at + 1}
                onChange={(changed) => build(rows.with(at, changed))}
                onRemove={() => build(rows.toSpliced(at, 1))}
              />
            ))}
            <Button
              appearance="subtle"
              icon={<Add20Regular />}
              onClick={() => build([...rows, EMPTY_ROW])}
            >
              {words.add}
            </Button>
          </div>
        ) : (
          <div className={styles.rows}>
            <Body1>{words.beyondRows}</Body1>
            <Button onClick={() => write('')}>{words.startAgain}</Button>
          </div>
        )}
        <ConditionField
          label={words.condition}
          hint={words.conditionHint}
          value={text}
          onChange={write}
          onRun={apply}
        />
        <div className={styles.actions}>
          <Button type="submit" appearance="primary">
            {words.apply}
          </Button>
          <Button disabled={text === '' && condition === ''} onClick={clear}>
            {words.clear}
          </Button>
          {text.trim() !== '' && (
            <RouterButton to="/groups" search={{ condition: text.trim() }}>
              {words.saveAsGroup}
            </RouterButton>
          )}
        </div>
      </form>
    </Panel>
  );
}

/** The rows to show for a condition: one to begin with where there is none yet. */
function rowsOf(condition: string): Row[] | undefined {
  const rows = readCondition(condition);
  return rows?.length === 0 ? [EMPTY_ROW] : rows;
}
