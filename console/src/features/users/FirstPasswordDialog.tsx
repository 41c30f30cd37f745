import type { FirstPassword } from '../../api/types';
import { OnceDialog } from '../../components/OnceDialog';
import { texts } from '../../lib/texts';

interface FirstPasswordDialogProps {
  first: FirstPassword;
  onClose: () => void;
}

/** Shows, once, what a user signs in with the next time. */
export function FirstPasswordDialog({ first, onClose }: FirstPasswordDialogProps) {
  return (
    <OnceDialog
      title={texts.users.firstPassword(first.userName)}
      warning={texts.users.firstPasswordHint}
      label={texts.users.password}
      secret={first.password}
      onClose={onClose}
    />
  );
}
