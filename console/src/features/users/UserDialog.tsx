import { Body1, Field, Select } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import type { User } from '../../api/types';
import { ChoiceField } from '../../components/ChoiceField';
import { FormDialog } from '../../components/FormDialog';
import { NameField } from '../../components/NameField';
import { ErrorState } from '../../components/States';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { FirstPasswordDialog } from './FirstPasswordDialog';
import { createUser, groupNamesQuery, updateUser } from './queries';

const ROLES = ['admin', 'technician', 'viewer'] as const;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._@+-]{0,127}$/;

interface UserDialogProps {
  /** The user to edit; without it a new one is made. */
  user?: User;
  onClose: () => void;
}

/** Makes a user, or changes what a user may do. */
export function UserDialog({ user, onClose }: UserDialogProps) {
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

  const submit = () => {
    setTried(true);
    if (user ?? !invalid) save.mutate();
  };

  if (create.data) return <FirstPasswordDialog first={create.data} onClose={onClose} />;
  return (
    <FormDialog
      title={user ? texts.users.editTitle(userName) : texts.users.create}
      busy={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {save.error && <ErrorState title={texts.users.saveFailed} error={save.error} />}
      {user ? (
        <Body1>{texts.users.editNote}</Body1>
      ) : (
        <NameField
          label={texts.users.name}
          hint={texts.users.nameHint}
          fault={tried && invalid ? texts.users.nameInvalid : undefined}
          value={userName}
          onChange={setUserName}
        />
      )}
      <ChoiceField
        label={texts.users.role}
        hint={texts.users.roleHints[role]}
        choices={ROLES}
        word={(one) => texts.session.roles[one] ?? one}
        value={role}
        onChange={setRole}
      />
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
    </FormDialog>
  );
}
