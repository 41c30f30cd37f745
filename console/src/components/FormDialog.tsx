import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode, SubmitEvent } from 'react';
import { texts } from '../lib/texts';

const useStyles = makeStyles({
  wide: { maxWidth: '760px' },
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

interface FormDialogProps {
  title: string;
  /** True while what was entered is being saved. */
  busy: boolean;
  /** True while it cannot be saved as it stands. */
  blocked?: boolean;
  wide?: boolean;
  /** What the button says that is not "Save". */
  action?: string;
  /** Never called while busy or blocked. */
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A form that saves something; shown as long as it is mounted. */
export function FormDialog(props: FormDialogProps) {
  const { title, busy, blocked = false, wide = false, onSubmit, onClose, children } = props;
  const action = props.action ?? (busy ? texts.saving : texts.save);
  const styles = useStyles();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!busy && !blocked) onSubmit();
  };
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={mergeClasses(wide && styles.wide)}>
        <form onSubmit={submit} noValidate>
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className={styles.form}>{children}</DialogContent>
            <DialogActions>
              <Button type="submit" appearance="primary" disabledFocusable={busy || blocked}>
                {action}
              </Button>
              <Button onClick={onClose}>{texts.cancel}</Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
