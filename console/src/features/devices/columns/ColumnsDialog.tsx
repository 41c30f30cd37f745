import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { Add20Regular, Dismiss20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { texts } from '../../../lib/texts';
import { isOwnColumn, isTwinPath, MAX_COLUMNS, OWN_COLUMNS, parseColumns } from './chosen';

const words = texts.deviceColumns;

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  own: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(140px, 1fr))',
    margin: 0,
    padding: 0,
    border: 'none',
  },
  legend: { padding: 0, fontWeight: tokens.fontWeightSemibold },
  paths: { listStyleType: 'none', margin: 0, padding: 0 },
  path: { display: 'flex', alignItems: 'center', justifyContent: 'space-between' },
  name: { overflowWrap: 'anywhere', fontFamily: tokens.fontFamilyMonospace },
  add: { display: 'flex', alignItems: 'start', gap: tokens.spacingHorizontalS },
  field: { flexGrow: 1 },
});

interface ColumnsDialogProps {
  chosen: string[] | undefined;
  onChoose: (columns: string[] | undefined) => void;
  onClose: () => void;
}

/** Chooses the columns of the device table: its own, and properties of twins. */
export function ColumnsDialog({ chosen, onChoose, onClose }: ColumnsDialogProps) {
  const styles = useStyles();
  const [columns, setColumns] = useState<string[]>(chosen ?? [...OWN_COLUMNS]);
  const [path, setPath] = useState('');
  const [tried, setTried] = useState(false);
  const paths = columns.filter((column) => !isOwnColumn(column));
  const fault = faultOf(path.trim(), columns);

  const show = (column: string, on: boolean) => {
    const own = OWN_COLUMNS.filter((name) => (name === column ? on : columns.includes(name)));
    setColumns([...own, ...paths]);
  };
  const add = () => {
    setTried(true);
    if (fault) return;
    setColumns([...columns, path.trim()]);
    setPath('');
    setTried(false);
  };

  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.title}</DialogTitle>
          <DialogContent className={styles.content}>
            <fieldset className={styles.own}>
              <legend className={styles.legend}>{words.own}</legend>
              {OWN_COLUMNS.map((column) => (
                <Checkbox
                  key={column}
                  label={texts.devices.columns[column]}
                  checked={columns.includes(column)}
                  onChange={(_, { checked }) => show(column, checked === true)}
                />
              ))}
            </fieldset>
            {paths.length > 0 && (
              <ul aria-label={words.twin} className={styles.paths}>
                {paths.map((name) => (
                  <li key={name} className={styles.path}>
                    <span className={styles.name}>{name}</span>
                    <Button
                      appearance="subtle"
                      icon={<Dismiss20Regular />}
                      aria-label={words.remove(name)}
                      onClick={() => setColumns(columns.filter((column) => column !== name))}
                    />
                  </li>
                ))}
              </ul>
            )}
            <form
              className={styles.add}
              onSubmit={(event) => {
                event.preventDefault();
                add();
              }}
            >
              <Field
                className={styles.field}
                label={words.path}
                hint={words.pathHint}
                validationMessage={tried ? fault : undefined}
              >
                <Input value={path} onChange={(_, { value }) => setPath(value)} />
              </Field>
            </form>
            <div>
              <Button icon={<Add20Regular />} onClick={add}>
                {words.add}
              </Button>
            </div>
          </DialogContent>
          <DialogActions>
            <Button
              appearance="primary"
              onClick={() => {
                onChoose(parseColumns(columns));
                onClose();
              }}
            >
              {words.show}
            </Button>
            <Button onClick={() => setColumns([...OWN_COLUMNS])}>{words.usual}</Button>
            <Button onClick={onClose}>{texts.cancel}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function faultOf(path: string, columns: readonly string[]): string | undefined {
  if (!isTwinPath(path)) return words.noPath;
  if (columns.includes(path)) return words.twice;
  return columns.length >= MAX_COLUMNS ? words.tooMany(MAX_COLUMNS) : undefined;
}
