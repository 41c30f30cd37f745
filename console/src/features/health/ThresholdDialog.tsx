import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  MessageBar,
  MessageBarBody,
  tokens,
} from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { keys } from '../../api/keys';
import { isProblem } from '../../api/problem';
import type { HealthThreshold } from '../../api/types';
import { ErrorState } from '../../components/States';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { EMPTY, faultsOf, formOf, limitsOf, thresholdOf } from './form';
import { LimitFields } from './LimitFields';
import { createThreshold, updateThreshold } from './queries';
import { ScopeFields } from './ScopeFields';

const words = texts.thresholds;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

interface ThresholdDialogProps {
  /** The threshold to edit; without it a new one is made. */
  threshold?: HealthThreshold;
  onClose: () => void;
}

/** Makes a threshold, or sets other limits. */
export function ThresholdDialog({ threshold, onClose }: ThresholdDialogProps) {
  const styles = useStyles();
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
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faults).length === 0 && !save.isPending) save.mutate();
  };
  const change = (next: Partial<typeof form>) => setForm({ ...form, ...next });

  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <form onSubmit={submit} noValidate>
          <DialogBody>
            <DialogTitle>
              {threshold
                ? words.editTitle(threshold.metric, words.of[threshold.scope](threshold.scopeName))
                : words.create}
            </DialogTitle>
            <DialogContent className={styles.form}>
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
