import { Field, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import type { KeyboardEvent } from 'react';
import { texts } from '../lib/texts';

const useStyles = makeStyles({
  textarea: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    whiteSpace: 'pre',
    overflowX: 'auto',
    maxHeight: 'none',
  },
});

interface JsonEditorProps {
  label: string;
  hint?: string;
  value: string;
  /** Where it is no JSON. */
  error?: string | undefined;
  /** What else is wrong with it. */
  refused?: string | undefined;
  rows?: number;
  readOnly?: boolean;
  onChange?: (value: string) => void;
  onSave?: () => void;
}

/** A text area for JSON. Tab leaves it, as a keyboard user expects; Ctrl+S saves where saving is offered. */
export function JsonEditor(props: JsonEditorProps) {
  const styles = useStyles();
  const onKeyDown = (event: KeyboardEvent) => {
    if (props.onSave && event.key === 's' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      props.onSave();
    }
  };
  return (
    <Field
      label={props.label}
      hint={props.hint}
      validationState={props.error || props.refused ? 'error' : 'none'}
      validationMessage={props.error ? texts.jsonInvalid + props.error : props.refused}
    >
      <Textarea
        resize="vertical"
        spellCheck={false}
        readOnly={props.readOnly ?? false}
        value={props.value}
        textarea={{ className: styles.textarea, rows: props.rows ?? 8 }}
        onChange={(_, { value }) => props.onChange?.(value)}
        onKeyDown={onKeyDown}
      />
    </Field>
  );
}
