import { Button, Input, makeStyles, Select, tokens, Tooltip } from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons';
import { texts } from '../../../lib/texts';
import {
  CHOICES,
  hasPath,
  hasValue,
  operatorsOf,
  SUBJECTS,
  type Operator,
  type Row,
  type Subject,
} from './condition';

const words = texts.filter;

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
  },
  text: { flex: '1 1 140px', minWidth: 0, maxWidth: '320px' },
});

interface FilterRowProps {
  row: Row;
  /** Counted from 1. */
  number: number;
  onChange: (row: Row) => void;
  onRemove: () => void;
}

/** One row of the filter: what, how compared, with which value. */
export function FilterRow({ row, number, onChange, onRemove }: FilterRowProps) {
  const styles = useStyles();
  const choices = CHOICES[row.subject];
  return (
    <div role="group" aria-label={words.row(number)} className={styles.row}>
      <Select
        aria-label={words.subject}
        value={row.subject}
        onChange={(_, { value }) => onChange(about(row, value as Subject))}
      >
        {SUBJECTS.map((subject) => (
          <option key={subject} value={subject}>
            {words.subjects[subject]}
          </option>
        ))}
      </Select>
      {hasPath(row.subject) && (
        <Input
          className={styles.text}
          aria-label={words.path}
          placeholder={words.pathExample[row.subject]}
          autoComplete="off"
          spellCheck={false}
          value={row.path}
          onChange={(_, { value }) => onChange({ ...row, path: value })}
        />
      )}
      <Select
        aria-label={words.operator}
        value={row.operator}
        onChange={(_, { value }) => onChange({ ...row, operator: value as Operator })}
      >
        {operatorsOf(row.subject).map((operator) => (
          <option key={operator} value={operator}>
            {words.operators[operator]}
          </option>
        ))}
      </Select>
      {hasValue(row.operator) &&
        (choices ? (
          <Select
            aria-label={words.value}
            value={row.value}
            onChange={(_, { value }) => onChange({ ...row, value })}
          >
            {choices.map((choice) => (
              <option key={choice}>{choice}</option>
            ))}
          </Select>
        ) : (
          <Input
            className={styles.text}
            aria-label={words.value}
            autoComplete="off"
            spellCheck={false}
            value={row.value}
            onChange={(_, { value }) => onChange({ ...row, value })}
          />
        ))}
      <Tooltip content={words.remove(number)} relationship="label">
        <Button appearance="subtle" icon={<Dismiss20Regular />} onClick={onRemove} />
      </Tooltip>
    </div>
  );
}

/** The row about something else, with what still means something there. */
function about(row: Row, subject: Subject): Row {
  const choices = CHOICES[subject];
  return {
    subject,
    path: hasPath(subject) ? row.path : '',
    operator: operatorsOf(subject).includes(row.operator) ? row.operator : '=',
    value: choices ? (choices[0] ?? '') : row.value,
  };
}
