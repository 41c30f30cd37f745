import { MenuItem } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { problemText } from '../../api/problem';
import type { User } from '../../api/types';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { DeleteDialog } from '../../components/DeleteDialog';
import { RowMenu } from '../../components/RowMenu';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { FirstPasswordDialog } from './FirstPasswordDialog';
import { deleteUser, endSessions, resetPassword, updateUser } from './queries';
import { UserDialog } from './UserDialog';

/** What can be done with a user. */
export function UserActions({ user }: { user: User }) {
  const { userName } = user;
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [dialog, setDialog] = useState<'edit' | 'reset' | 'delete'>();
  const close = () => setDialog(undefined);
  const after = {
    onError: (error: Error) => notify.failure(texts.users.failed, problemText(error)),
    onSettled: () => {
      close();
      void queryClient.invalidateQueries({ queryKey: keys.users });
    },
  };
  const toggle = useMutation({
    mutationFn: () => updateUser(userName, { enabled: !user.enabled }),
    onSuccess: () => notify.success(texts.users.saved(userName)),
    ...after,
  });
  const signOut = useMutation({
    mutationFn: () => endSessions(userName),
    onSuccess: () => notify.success(texts.users.sessionsEnded(userName)),
    ...after,
  });
  const reset = useMutation({ mutationFn: () => resetPassword(userName), ...after });

  return (
    <>
      <RowMenu label={texts.users.actions(userName)}>
        <MenuItem onClick={() => setDialog('edit')}>{texts.edit}</MenuItem>
        {user.local && <MenuItem onClick={() => setDialog('reset')}>{texts.users.reset}</MenuItem>}
        <MenuItem onClick={() => signOut.mutate()}>{texts.users.endSessions}</MenuItem>
        <MenuItem onClick={() => toggle.mutate()}>
          {user.enabled ? texts.users.disable : texts.users.enable}
        </MenuItem>
        <MenuItem onClick={() => setDialog('delete')}>{texts.delete}</MenuItem>
      </RowMenu>
      {dialog === 'edit' && <UserDialog user={user} onClose={close} />}
      {dialog === 'reset' && (
        <ConfirmDialog
          title={texts.users.resetTitle(userName)}
          action={texts.users.reset}
          busy={reset.isPending}
          onConfirm={() => reset.mutate()}
          onCancel={close}
        >
          {texts.users.resetBody}
        </ConfirmDialog>
      )}
      {dialog === 'delete' && (
        <DeleteDialog
          title={texts.users.deleteTitle(userName)}
          remove={() => deleteUser(userName)}
          done={texts.users.deleted(userName)}
          failed={texts.users.failed}
          stale={[keys.users]}
          onClose={close}
        >
          {texts.users.deleteBody}
        </DeleteDialog>
      )}
      {reset.data && <FirstPasswordDialog first={reset.data} onClose={() => reset.reset()} />}
    </>
  );
}
