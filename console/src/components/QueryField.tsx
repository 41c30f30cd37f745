import { Field, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import type { KeyboardEvent, ReactElement } from 'react';
import { isProblem, problemText } from '../api/problem';
import { faultIn } from '../lib/fault';
import { FaultText } from './FaultText';

const useStyles = makeStyles({
  textarea: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    maxHeight: 'none',
  },
});

interface QueryFieldProps {
  label: string;
  hint?: string;
  required?: boolean;
  rows?: number;
  value: string;
  /** The text that the error or the message is about: what was typed since is not marked in it. */
  judged: string;
  error: unknown;
  /** What to say when something must be written here and is not. */
  missing?: string | undefined;
  /** Stands below the field while nothing is wrong. */
  message?: ReactElement | undefined;
  onChange: (value: string) => void;
  onRun?: () => void;
}

/** A text area for the query language, with the server's error at its character. Ctrl+Enter runs it. */
export function QueryField(props: QueryFieldProps) {
  const styles = useStyles();
  const { error, judged, missing } = props;
  const fault = isProblem(error, 400) ? faultIn(judged, error.message) : undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    if (props.onRun && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      props.onRun();
    }
  };
  return (
    <Field
      label={props.label}
      hint={props.hint}
      required={props.required}
      validationState={error || missing ? 'error' : 'none'}
      validationMessage={
        error ? (
          <>
            {problemText(error)}
            {fault && <FaultText fault={fault} />}
          </>
        ) : (
          (missing ?? props.message)
        )
      }
    >
      <Textarea
        resize="vertical"
        spellCheck={false}
        value={props.value}
        textarea={{ className: styles.textarea, rows: props.rows ?? 3 }}
        onChange={(_, { value }) => props.onChange(value)}
        onKeyDown={onKeyDown}
      />
    </Field>
  );
}
