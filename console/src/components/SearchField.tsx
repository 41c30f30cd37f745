import { makeStyles, SearchBox } from '@fluentui/react-components';
import { useTyping } from './useTyping';

// A width of its own: the box is wider while it has the focus, and a row around it that wraps anew when somebody goes on
// to a link takes the link from under the pointer.
const useStyles = makeStyles({
  search: { flex: '1 1 auto', width: '260px', minWidth: '160px', maxWidth: '360px' },
});

interface SearchFieldProps {
  label: string;
  placeholder: string;
  value: string;
  onChange: (text: string) => void;
}

/** A search that is asked for while somebody types. */
export function SearchField({ label, placeholder, value, onChange }: SearchFieldProps) {
  const styles = useStyles();
  const { text, type } = useTyping(value, onChange);
  return (
    <SearchBox
      className={styles.search}
      aria-label={label}
      placeholder={placeholder}
      value={text}
      onChange={(_, data) => type(data.value)}
    />
  );
}
