import {
  Body1,
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  Select,
  tokens,
} from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { keys } from '../../api/keys';
import type { User } from '../../api/types';
import { ErrorState } from '../../components/States';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { PasswordDialog } from './PasswordDialog';
import { createUser, groupNamesQuery, updateUser } from './queries';

const ROLES = ['admin', 'technician', 'viewer'] as const;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._@+-]{0,127}$/;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

interface UserDialogProps {
  /** The user to edit; without it a new one is made. */
  user?: User;
  onClose: () => void;
}

/** Makes a user, or changes what a user may do. */
export function UserDialog({ user, onClose }: UserDialogProps) {
  const styles = useStyles();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const groups = useQuery(groupNamesQuery).data?.items.map(({ name }) => name) ?? [];
  const [userName, setUserName] = useState(user?.userName ?? '');
  const [role, setRole] = useState<(typeof ROLES)[number]>(user?.role ?? 'viewer');
  const [group, setGroup] = useState(user?.group ?? '');
  const [tried, setTried] = useState(false);
  const invalid = !NAME.test(userName);
  const limit = role === 'admin' ? '' : group;
  const refresh = () => void queryClient.invalidateQueries({ queryKey: keys.users });

  const create = useMutation({
    mutationFn: () => createUser({ userName, role, ...(limit && { group: limit }) }),
    onSuccess: refresh,
  });
  const change = useMutation({
    mutationFn: () => updateUser(userName, { role, group: limit }),
    onSuccess: () => {
      refresh();
      notify.success(texts.users.saved(userName));
      onClose();
    },
  });
  const save = user ? change : create;

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if ((user ?? !invalid) && !save.isPending) save.mutate();
  };

  if (create.data) return <PasswordDialog first={create.data} onClose={onClose} />;
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <form onSubmit={submit} noValidate>
          <DialogBody>
            <DialogTitle>{user ? texts.users.editTitle(userName) : texts.users.create}</DialogTitle>
            <DialogContent className={styles.form}>
              {save.error && <ErrorState title={texts.users.saveFailed} error={save.error} />}
              {user ? (
                <Body1>{texts.users.editNote}</Body1>
              ) : (
                <Field
                  required
                  label={texts.users.name}
                  hint={texts.users.nameHint}
                  validationMessage={tried && invalid ? texts.users.nameInvalid : undefined}
                >
                  <Input
                    value={userName}
                    autoComplete="off"
                    autoCapitalize="none"
                    spellCheck={false}
                    onChange={(_, { value }) => setUserName(value)}
                  />
                </Field>
              )}
              <Field label={texts.users.role} hint={texts.users.roleHints[role]}>
                <Select
                  value={role}
                  onChange={(_, { value }) => setRole(ROLES.find((one) => one === value) ?? role)}
                >
                  {ROLES.map((one) => (
                    <option key={one} value={one}>
                      {texts.session.roles[one]}
                    </option>
                  ))}
                </Select>
              </Field>
              {role !== 'admin' && (
                <Field label={texts.users.group}>
                  <Select value={group} onChange={(_, { value }) => setGroup(value)}>
                    <option value="">{texts.users.allDevices}</option>
                    {[...new Set([...groups, ...(user?.group ? [user.group] : [])])].map((name) => (
                      <option key={name} value={name}>
                        {name}
                      </option>
                    ))}
                  </Select>
                </Field>
              )}
            </DialogContent>
            <DialogActions>
              <Button type="submit" appearance="primary" disabledFocusable={save.isPending}>
                {save.isPending ? texts.saving : texts.save}
              </Button>
              <Button onClick={onClose}>{texts.cancel}</Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
