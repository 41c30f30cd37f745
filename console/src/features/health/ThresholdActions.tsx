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
import type { HealthThreshold } from '../../api/types';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { deleteThreshold } from './queries';
import { ThresholdDialog } from './ThresholdDialog';

const words = texts.thresholds;

/** What can be done with a threshold. */
export function ThresholdActions({ threshold }: { threshold: HealthThreshold }) {
  const { metric, scope, scopeName } = threshold;
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [dialog, setDialog] = useState<'edit' | 'delete'>();
  const close = () => setDialog(undefined);
  const devices = words.of[scope](scopeName);
  const remove = useMutation({
    mutationFn: () => deleteThreshold(threshold),
    onSuccess: () => notify.success(words.deleted(metric)),
    onError: (error) => notify.failure(words.deleteFailed, problemText(error)),
    onSettled: () => {
      close();
      void queryClient.invalidateQueries({ queryKey: keys.thresholds });
    },
  });

  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button
            size="small"
            appearance="subtle"
            icon={<MoreHorizontal20Regular />}
            aria-label={words.actions(`${metric}, ${devices}`)}
          />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => setDialog('edit')}>{texts.edit}</MenuItem>
            <MenuItem onClick={() => setDialog('delete')}>{texts.delete}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {dialog === 'edit' && <ThresholdDialog threshold={threshold} onClose={close} />}
      {dialog === 'delete' && (
        <ConfirmDialog
          title={words.deleteTitle(metric, devices)}
          action={texts.delete}
          busy={remove.isPending}
          onConfirm={() => remove.mutate()}
          onCancel={close}
        >
          {words.deleteBody}
        </ConfirmDialog>
      )}
    </>
  );
}
