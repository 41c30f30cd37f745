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
  value: string;
  onChange: (value: string) => void;
  onRun?: () => void;
}

/** A condition, and how many devices it is true for as it is typed. */
export function ConditionField({ value, missing, ...field }: ConditionFieldProps) {
  const judged = useDebounced(value);
  const written = judged.trim() !== '' && value.trim() !== '';
  const matches = useQuery({ ...matchCountQuery(judged), enabled: written });
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
              : texts.condition.matches(count(found), found === 1)}
          </span>
        ) : undefined
      }
    />
  );
}
