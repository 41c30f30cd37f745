import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemText } from '../api/problem';
import { texts } from '../lib/texts';
import { ConfirmDialog } from './ConfirmDialog';
import { useNotify } from './useNotify';

interface DeleteDialogProps {
  title: string;
  remove: () => Promise<unknown>;
  /** The news when it is gone; without it the list that is read anew says so. */
  done?: string;
  /** The news when it is still there. */
  failed: string;
  /** What shows it. */
  stale: readonly QueryKey[];
  onClose: () => void;
  children: ReactNode;
}

/** Asks, deletes, and tells what came of it; shown as long as it is mounted. */
export function DeleteDialog(props: DeleteDialogProps) {
  const notify = useNotify();
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: props.remove,
    onSuccess: () => props.done && notify.success(props.done),
    onError: (error) => notify.failure(props.failed, problemText(error)),
    onSettled: () => {
      props.onClose();
      props.stale.forEach((queryKey) => void queryClient.invalidateQueries({ queryKey }));
    },
  });
  return (
    <ConfirmDialog
      title={props.title}
      action={texts.delete}
      busy={remove.isPending}
      onConfirm={() => remove.mutate()}
      onCancel={props.onClose}
    >
      {props.children}
    </ConfirmDialog>
  );
}
