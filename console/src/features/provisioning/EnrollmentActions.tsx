import { MenuItem } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { problemText } from '../../api/problem';
import type { Enrollment } from '../../api/types';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { RowMenu } from '../../components/RowMenu';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { EnrollmentDialog } from './EnrollmentDialog';
import { ProofsDialog } from './ProofsDialog';
import { deleteEnrollment, setEnrollmentStatus } from './queries';
import type { Kind } from './search';

const words = texts.provisioning;

interface EnrollmentActionsProps {
  kind: Kind;
  enrollment: Enrollment;
  onRegistrations: (group: string) => void;
}

/** What can be done with an enrollment or a group. */
export function EnrollmentActions({ kind, enrollment, onRegistrations }: EnrollmentActionsProps) {
  const { id, status } = enrollment;
  const enabled = status === 'enabled';
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [dialog, setDialog] = useState<'edit' | 'proofs' | 'delete'>();
  const close = () => setDialog(undefined);
  const after = {
    onError: (error: Error) => notify.failure(words.failed, problemText(error)),
    onSettled: () => {
      close();
      void queryClient.invalidateQueries({ queryKey: keys.provisioning });
    },
  };
  const toggle = useMutation({
    mutationFn: () => setEnrollmentStatus(kind, enrollment, enabled ? 'disabled' : 'enabled'),
    onSuccess: () => notify.success(words.saved(id)),
    ...after,
  });
  const remove = useMutation({
    mutationFn: () => deleteEnrollment(kind, enrollment),
    onSuccess: () => notify.success(words.deleted(id)),
    ...after,
  });
  return (
    <>
      <RowMenu label={words.actions(id)}>
        <MenuItem onClick={() => setDialog('edit')}>{texts.edit}</MenuItem>
        <MenuItem onClick={() => setDialog('proofs')}>
          {words.proofs[enrollment.attestation.type]}
        </MenuItem>
        {kind === 'groups' && (
          <MenuItem onClick={() => onRegistrations(id)}>{words.registrationsOf}</MenuItem>
        )}
        <MenuItem onClick={() => toggle.mutate()}>
          {enabled ? words.disable : words.enable}
        </MenuItem>
        <MenuItem onClick={() => setDialog('delete')}>{texts.delete}</MenuItem>
      </RowMenu>
      {dialog === 'edit' && (
        <EnrollmentDialog kind={kind} enrollment={enrollment} onClose={close} />
      )}
      {dialog === 'proofs' && <ProofsDialog kind={kind} enrollment={enrollment} onClose={close} />}
      {dialog === 'delete' && (
        <ConfirmDialog
          title={words.deleteTitle(id)}
          action={texts.delete}
          busy={remove.isPending}
          onConfirm={() => remove.mutate()}
          onCancel={close}
        >
          {words.deleteBody[kind]}
        </ConfirmDialog>
      )}
    </>
  );
}
