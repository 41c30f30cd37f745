import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { MoreHorizontal20Regular } from '@fluentui/react-icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { problemText } from '../../api/problem';
import type { User } from '../../api/types';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { PasswordDialog } from './PasswordDialog';
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
  const remove = useMutation({
    mutationFn: () => deleteUser(userName),
    onSuccess: () => notify.success(texts.users.deleted(userName)),
    ...after,
  });

  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button
            size="small"
            appearance="subtle"
            icon={<MoreHorizontal20Regular />}
            aria-label={texts.users.actions(userName)}
          />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => setDialog('edit')}>{texts.edit}</MenuItem>
            {user.local && (
              <MenuItem onClick={() => setDialog('reset')}>{texts.users.reset}</MenuItem>
            )}
            <MenuItem onClick={() => signOut.mutate()}>{texts.users.endSessions}</MenuItem>
            <MenuItem onClick={() => toggle.mutate()}>
              {user.enabled ? texts.users.disable : texts.users.enable}
            </MenuItem>
            <MenuItem onClick={() => setDialog('delete')}>{texts.delete}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
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
        <ConfirmDialog
          title={texts.users.deleteTitle(userName)}
          action={texts.delete}
          busy={remove.isPending}
          onConfirm={() => remove.mutate()}
          onCancel={close}
        >
          {texts.users.deleteBody}
        </ConfirmDialog>
      )}
      {reset.data && <PasswordDialog first={reset.data} onClose={() => reset.reset()} />}
    </>
  );
}
