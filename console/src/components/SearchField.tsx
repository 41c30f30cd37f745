import { makeStyles, SearchBox } from '@fluentui/react-components';
import { useEffect, useState } from 'react';

const TYPING_PAUSE_MS = 300;

const useStyles = makeStyles({ search: { flex: '1 1 220px', maxWidth: '360px' } });

interface SearchFieldProps {
  label: string;
  placeholder: string;
  value: string;
  onChange: (text: string) => void;
}

/** A search that is asked for when the typing pauses. */
export function SearchField({ label, placeholder, value, onChange }: SearchFieldProps) {
  const styles = useStyles();
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);

  // The URL changed under the field, as on the browser's Back: the field follows.
  if (value !== sent) {
    setSent(value);
    setText(value);
  }

  useEffect(() => {
    if (text === sent) return undefined;
    const timer = setTimeout(() => {
      setSent(text);
      onChange(text);
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, sent, onChange]);

  return (
    <SearchBox
      className={styles.search}
      aria-label={label}
      placeholder={placeholder}
      value={text}
      onChange={(_, data) => setText(data.value)}
    />
  );
}
