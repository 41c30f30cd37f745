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
import type { ReportSchedule } from '../../api/types';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { deleteSchedule, saveSchedule, sendReport } from './queries';
import { choiceOf, draftOf, toSchedule } from './schedule';
import { ScheduleDialog } from './ScheduleDialog';

/** What can be done with a schedule. */
export function ScheduleActions({ schedule }: { schedule: ReportSchedule }) {
  const { name } = schedule;
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [dialog, setDialog] = useState<'edit' | 'delete'>();
  const close = () => setDialog(undefined);
  const after = {
    onError: (error: Error) => notify.failure(texts.schedules.notDone, problemText(error)),
    onSettled: () => {
      close();
      void queryClient.invalidateQueries({ queryKey: keys.reportSchedules });
    },
  };
  const send = useMutation({
    mutationFn: () => sendReport(name),
    onSuccess: () => notify.success(texts.schedules.sending(name)),
    ...after,
  });
  const toggle = useMutation({
    mutationFn: () =>
      saveSchedule(
        name,
        toSchedule({ ...draftOf(schedule), enabled: !schedule.enabled }, choiceOf(schedule)),
      ),
    onSuccess: () => notify.success(texts.schedules.saved(name)),
    ...after,
  });
  const remove = useMutation({
    mutationFn: () => deleteSchedule(name),
    onSuccess: () => notify.success(texts.schedules.deleted(name)),
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
            aria-label={texts.schedules.actions(name)}
          />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {schedule.enabled && (
              <MenuItem onClick={() => send.mutate()}>{texts.schedules.sendNow}</MenuItem>
            )}
            <MenuItem onClick={() => setDialog('edit')}>{texts.edit}</MenuItem>
            <MenuItem onClick={() => toggle.mutate()}>
              {schedule.enabled ? texts.schedules.disable : texts.schedules.enable}
            </MenuItem>
            <MenuItem onClick={() => setDialog('delete')}>{texts.delete}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {dialog === 'edit' && (
        <ScheduleDialog schedule={schedule} choice={choiceOf(schedule)} onClose={close} />
      )}
      {dialog === 'delete' && (
        <ConfirmDialog
          title={texts.schedules.deleteTitle(name)}
          action={texts.delete}
          busy={remove.isPending}
          onConfirm={() => remove.mutate()}
          onCancel={close}
        >
          {texts.schedules.deleteBody}
        </ConfirmDialog>
      )}
    </>
  );
}
