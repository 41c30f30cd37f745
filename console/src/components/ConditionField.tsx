import { useQuery } from '@tanstack/react-query';
import { matchCountQuery } from '../api/query';
import { count } from '../lib/format';
import { texts } from '../lib/texts';
import { useDebounced } from '../lib/useDebounced';
import { QueryField } from './QueryField';

interface ConditionFieldProps {
  label: string;
  hint?: string;
  required?: boolean;
  /** What to say when someone tried to go on without a condition. */
  missing?: string | undefined;
  /** What the condition is about; devices unless it says otherwise. */
  of?: 'device' | 'module';
  /** How matches are counted, where a condition has to meet more than to be read. */
  counting?: (condition: string) => ReturnType<typeof matchCountQuery>;
  /** Stands below the field while it is empty. */
  whenEmpty?: string;
  value: string;
  onChange: (value: string) => void;
  onRun?: () => void;
}

/** A condition, and how many devices it is true for as it is typed. */
export function ConditionField({
  value,
  missing,
  of = 'device',
  counting = matchCountQuery,
  whenEmpty,
  ...field
}: ConditionFieldProps) {
  const judged = useDebounced(value);
  const written = judged.trim() !== '' && value.trim() !== '';
  const matches = useQuery({ ...counting(judged), enabled: written });
  const found = matches.data?.count;
  return (
    <QueryField
      {...field}
      value={value}
      judged={judged}
      error={written ? matches.error : null}
      missing={missing}
      message={
        written ? (
          <span role="status">
            {found === undefined
              ? texts.condition.counting
              : texts.condition.matches(count(found), found === 1, of)}
          </span>
        ) : whenEmpty !== undefined ? (
          <span role="status">{whenEmpty}</span>
        ) : undefined
      }
    />
  );
}
