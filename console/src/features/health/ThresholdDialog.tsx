import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { isProblem } from '../../api/problem';
import type { HealthThreshold } from '../../api/types';
import { FormDialog } from '../../components/FormDialog';
import { ErrorState } from '../../components/States';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { EMPTY, faultsOf, formOf, limitsOf, thresholdOf } from './form';
import { LimitFields } from './LimitFields';
import { Preview } from './Preview';
import { createThreshold, updateThreshold } from './queries';
import { ScopeFields } from './ScopeFields';

const words = texts.thresholds;

interface ThresholdDialogProps {
  /** The threshold to edit; without it a new one is made. */
  threshold?: HealthThreshold;
  onClose: () => void;
}

/** Makes a threshold, or sets other limits. */
export function ThresholdDialog({ threshold, onClose }: ThresholdDialogProps) {
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [form, setForm] = useState(threshold ? formOf(threshold) : EMPTY);
  const [tried, setTried] = useState(false);
  const faults = faultsOf(form);
  const shown = tried ? faults : {};

  const save = useMutation({
    mutationFn: () =>
      threshold ? updateThreshold(threshold, limitsOf(form)) : createThreshold(thresholdOf(form)),
    onSuccess: () => {
      notify.success(words.saved(form.metric.trim()));
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.thresholds }),
  });
  const submit = () => {
    setTried(true);
    if (Object.keys(faults).length === 0) save.mutate();
  };
  const change = (next: Partial<typeof form>) => setForm({ ...form, ...next });

  return (
    <FormDialog
      title={
        threshold
          ? words.editTitle(threshold.metric, words.of[threshold.scope](threshold.scopeName))
          : words.create
      }
      busy={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {save.error &&
        (isProblem(save.error, 412) ? (
          <MessageBar intent="warning" layout="multiline" role="alert">
            <MessageBarBody>{threshold ? words.changed : words.taken}</MessageBarBody>
          </MessageBar>
        ) : (
          <ErrorState title={words.saveFailed} error={save.error} />
        ))}
      {!threshold && <ScopeFields form={form} faults={shown} onChange={change} />}
      <LimitFields form={form} faults={shown} onChange={change} />
      <Preview form={form} />
    </FormDialog>
  );
}
