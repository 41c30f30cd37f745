import { Field, Input, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { dryRunQuery } from '../../api/query';
import { DryRunView } from '../../components/DryRunView';
import { FormDialog } from '../../components/FormDialog';
import { ErrorState } from '../../components/States';
import { useNotify } from '../../components/useNotify';
import { count } from '../../lib/format';
import { texts } from '../../lib/texts';
import { useDebounced } from '../../lib/useDebounced';
import { beginForm, conditionOf, faultsOf, toRequest, type JobBegin, type JobForm } from './form';
import { createJob } from './queries';
import { TargetFields } from './TargetFields';
import { TimeFields } from './TimeFields';
import { WorkFields } from './WorkFields';

const words = texts.newJob;

interface NewJobDialogProps {
  begin: JobBegin;
  onCreated: (jobId: string) => void;
  onClose: () => void;
}

/** Asks for a new job, and shows which devices it would be for before it is made. */
export function NewJobDialog({ begin, onCreated, onClose }: NewJobDialogProps) {
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [form, setForm] = useState(() => beginForm(begin, new Date()));
  const [tried, setTried] = useState(false);
  const change = (next: Partial<JobForm>) => setForm({ ...form, ...next });

  const faults = faultsOf(form);
  const shown = tried ? faults : {};
  const condition = conditionOf(form);
  const judged = useDebounced(condition);
  const settled = condition !== '' && judged === condition && !faults.deviceIds;
  const dryRun = useQuery({ ...dryRunQuery(judged), enabled: settled, retry: false });
  const found = settled && !dryRun.isFetching ? dryRun.data?.count : undefined;
  const nothing = found === 0 && form.when === 'now';
  const typing = form.target === 'condition';

  const create = useMutation({
    mutationFn: () => createJob(form.jobId, toRequest(form)),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: keys.jobPages });
      notify.success(words.created(form.jobId));
      onCreated(form.jobId);
    },
  });
  // Nothing is done to devices that nobody has counted.
  const ready = found !== undefined && !nothing && !create.isPending;
  const submit = () => {
    setTried(true);
    if (ready && Object.keys(faults).length === 0) create.mutate();
  };

  return (
    <FormDialog
      wide
      blocked={settled && !ready}
      action={
        create.isPending
          ? words.submitting
          : words.submit(found === undefined ? undefined : count(found), found === 1)
      }
      title={words.title}
      busy={create.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {create.error && <ErrorState title={words.failed} error={create.error} />}
      <WorkFields form={form} faults={shown} onChange={change} />
      <TargetFields
        form={form}
        faults={shown}
        error={settled ? dryRun.error : null}
        judged={judged}
        onChange={change}
      />
      {settled && !(typing && dryRun.error) && <DryRunView dryRun={dryRun} note={words.note} />}
      {nothing && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{words.nothing}</MessageBarBody>
        </MessageBar>
      )}
      <TimeFields form={form} faults={shown} onChange={change} />
      <Field required label={words.jobId} hint={words.jobIdHint} validationMessage={shown.jobId}>
        <Input
          value={form.jobId}
          autoComplete="off"
          spellCheck={false}
          onChange={(_, { value }) => change({ jobId: value })}
        />
      </Field>
    </FormDialog>
  );
}
