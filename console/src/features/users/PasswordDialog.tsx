import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  MessageBar,
  MessageBarBody,
  tokens,
} from '@fluentui/react-components';
import type { FirstPassword } from '../../api/types';
import { SecretField } from '../../components/SecretField';
import { texts } from '../../lib/texts';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

interface PasswordDialogProps {
  first: FirstPassword;
  onClose: () => void;
}

/** Shows, once, what a user signs in with the next time. */
export function PasswordDialog({ first, onClose }: PasswordDialogProps) {
  const styles = useStyles();
  return (
    <Dialog open modalType="alert">
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{texts.users.firstPassword(first.userName)}</DialogTitle>
          <DialogContent className={styles.content}>
            <MessageBar intent="warning" layout="multiline">
              <MessageBarBody>{texts.users.firstPasswordHint}</MessageBarBody>
            </MessageBar>
            <SecretField startRevealed label={texts.users.password} value={first.password} />
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {texts.close}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
