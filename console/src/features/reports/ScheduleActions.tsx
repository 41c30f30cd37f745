import { MenuItem } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { problemText } from '../../api/problem';
import type { ReportSchedule } from '../../api/types';
import { DeleteDialog } from '../../components/DeleteDialog';
import { RowMenu } from '../../components/RowMenu';
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
  return (
    <>
      <RowMenu label={texts.schedules.actions(name)}>
        {schedule.enabled && (
          <MenuItem onClick={() => send.mutate()}>{texts.schedules.sendNow}</MenuItem>
        )}
        <MenuItem onClick={() => setDialog('edit')}>{texts.edit}</MenuItem>
        <MenuItem onClick={() => toggle.mutate()}>
          {schedule.enabled ? texts.schedules.disable : texts.schedules.enable}
        </MenuItem>
        <MenuItem onClick={() => setDialog('delete')}>{texts.delete}</MenuItem>
      </RowMenu>
      {dialog === 'edit' && (
        <ScheduleDialog schedule={schedule} choice={choiceOf(schedule)} onClose={close} />
      )}
      {dialog === 'delete' && (
        <DeleteDialog
          title={texts.schedules.deleteTitle(name)}
          remove={() => deleteSchedule(name)}
          done={texts.schedules.deleted(name)}
          failed={texts.schedules.notDone}
          stale={[keys.reportSchedules]}
          onClose={close}
        >
          {texts.schedules.deleteBody}
        </DeleteDialog>
      )}
    </>
  );
}
