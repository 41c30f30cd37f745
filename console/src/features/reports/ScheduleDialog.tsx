import { Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import type { ReportSchedule } from '../../api/types';
import { ChoiceField } from '../../components/ChoiceField';
import { FormDialog } from '../../components/FormDialog';
import { NameField } from '../../components/NameField';
import { ErrorState } from '../../components/States';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { FORMATS, split, toParameters, type ReportChoice } from './choice';
import { saveSchedule } from './queries';
import {
  draftOf,
  EVERY,
  newDraft,
  SCHEDULE_NAME,
  toSchedule,
  type ScheduleDraft,
} from './schedule';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(140px, 1fr))',
    gap: tokens.spacingHorizontalM,
  },
  input: { minWidth: 0 },
});

interface ScheduleDialogProps {
  /** The schedule to edit; without it a new one is made. */
  schedule?: ReportSchedule;
  /** What is mailed. */
  choice: ReportChoice;
  onClose: () => void;
}

/** To whom a report is mailed, and when. */
export function ScheduleDialog({ schedule, choice, onClose }: ScheduleDialogProps) {
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(schedule ? draftOf(schedule) : newDraft());
  const [tried, setTried] = useState(false);
  const set = (change: Partial<ScheduleDraft>) => setDraft({ ...draft, ...change });

  const save = useMutation({
    mutationFn: () => saveSchedule(draft.name, toSchedule(draft, choice)),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: keys.reportSchedules });
      notify.success(texts.schedules.saved(draft.name));
      onClose();
    },
  });
  const nameFault = SCHEDULE_NAME.test(draft.name) ? undefined : texts.schedules.nameInvalid;
  const addressFault =
    split(draft.recipients).length > 0 ? undefined : texts.schedules.recipientsMissing;
  const submit = () => {
    setTried(true);
    if (!nameFault && !addressFault) save.mutate();
  };

  return (
    <FormDialog
      title={schedule ? texts.schedules.editTitle(schedule.name) : texts.schedules.create}
      busy={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {save.error && <ErrorState title={texts.schedules.notDone} error={save.error} />}
      <p>{whatText(choice)}</p>
      {!schedule && (
        <NameField
          label={texts.schedules.name}
          fault={tried ? nameFault : undefined}
          value={draft.name}
          onChange={(name) => set({ name })}
        />
      )}
      <Field
        required
        label={texts.schedules.recipients}
        hint={texts.schedules.recipientsHint}
        validationMessage={tried ? addressFault : undefined}
      >
        <Input
          value={draft.recipients}
          spellCheck={false}
          onChange={(_, { value }) => set({ recipients: value })}
        />
      </Field>
      <WhenFields draft={draft} set={set} />
    </FormDialog>
  );
}

function whatText(choice: ReportChoice): string {
  const { group, condition } = toParameters(choice);
  return [
    texts.reports.names[choice.report],
    group ? texts.reports.ofGroup(group) : texts.reports.allDevices,
    ...(condition ? [condition] : []),
  ].join(' · ');
}

interface WhenFieldsProps {
  draft: ScheduleDraft;
  set: (change: Partial<ScheduleDraft>) => void;
}

function WhenFields({ draft, set }: WhenFieldsProps) {
  const styles = useStyles();
  return (
    <div className={styles.row}>
      <ChoiceField
        label={texts.schedules.format}
        choices={FORMATS}
        word={(format) => format.toUpperCase()}
        value={draft.format}
        onChange={(format) => set({ format })}
      />
      <ChoiceField
        label={texts.schedules.every}
        choices={EVERY}
        word={(every) => texts.schedules.periods[every]}
        value={draft.every}
        onChange={(every) => set({ every, on: 1 })}
      />
      {draft.every !== 'day' && (
        <Field label={texts.schedules.on}>
          <Select value={String(draft.on)} onChange={(_, { value }) => set({ on: Number(value) })}>
            {draft.every === 'week'
              ? texts.schedules.weekdays.map((day, index) => (
                  <option key={day} value={index + 1}>
                    {day}
                  </option>
                ))
              : Array.from({ length: 31 }, (_, index) => (
                  <option key={index} value={index + 1}>
                    {index + 1}
                  </option>
                ))}
          </Select>
        </Field>
      )}
      <Field label={texts.schedules.time}>
        <Input
          type="time"
          required
          className={styles.input}
          value={draft.at}
          onChange={(_, { value }) => set({ at: value })}
        />
      </Field>
      <Field label={texts.schedules.zone}>
        <Input
          className={styles.input}
          value={draft.zone}
          spellCheck={false}
          onChange={(_, { value }) => set({ zone: value })}
        />
      </Field>
    </div>
  );
}
