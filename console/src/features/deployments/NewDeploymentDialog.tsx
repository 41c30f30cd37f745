import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Subtitle2,
  tokens,
} from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { keys } from '../../api/keys';
import { ErrorState } from '../../components/States';
import { useNotify } from '../../components/useNotify';
import { count } from '../../lib/format';
import { texts } from '../../lib/texts';
import { BEGIN, howFaults, toRequest, whatFaults, type DeploymentForm } from './form';
import { HowFields } from './HowFields';
import { PreviewPanel } from './PreviewPanel';
import { createDeployment, previewQuery } from './queries';
import { WhatFields } from './WhatFields';

const words = texts.newDeployment;

const STEPS = ['what', 'how', 'check'] as const;

const useStyles = makeStyles({
  surface: { maxWidth: '760px' },
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

interface NewDeploymentDialogProps {
  onMade: (id: string) => void;
  onClose: () => void;
}

/** Asks for a deployment step by step, and shows who gets it and who does not before it begins. */
export function NewDeploymentDialog({ onMade, onClose }: NewDeploymentDialogProps) {
  const styles = useStyles();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [form, setForm] = useState(BEGIN);
  const [step, setStep] = useState(0);
  const [tried, setTried] = useState(false);
  const faults = step === 0 ? whatFaults(form) : step === 1 ? howFaults(form) : {};
  const shown = tried ? faults : {};
  const change = (next: Partial<DeploymentForm>) => setForm({ ...form, ...next });
  const go = (to: number) => {
    setTried(false);
    setStep(to);
  };

  const preview = useQuery({ ...previewQuery(toRequest(form)), enabled: step === 2 });
  const updated = preview.isFetching ? undefined : preview.data?.updated;
  const create = useMutation({
    mutationFn: () => createDeployment(toRequest(form)),
    onSuccess: (made) => {
      queryClient.setQueryData(keys.deployment(made.id), made);
      void queryClient.invalidateQueries({ queryKey: [...keys.deployments, 'pages'] });
      notify.success(words.made(made.name));
      onMade(made.id);
    },
  });
  // Nobody starts what was not looked at; late joiners may make a deployment of none worth while.
  const ready = updated !== undefined && (updated > 0 || form.includeLate || form.startAt !== '');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    if (step < 2) go(step + 1);
    else if (ready && !create.isPending) create.mutate();
  };

  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface}>
        <form onSubmit={submit} noValidate>
          <DialogBody>
            <DialogTitle>{words.title}</DialogTitle>
            <DialogContent className={styles.form}>
              <Subtitle2 as="h3">
                {words.step(step + 1, words.steps[STEPS[step] ?? 'what'])}
              </Subtitle2>
              {create.error && <ErrorState title={words.failed} error={create.error} />}
              {step === 0 && <WhatFields form={form} faults={shown} onChange={change} />}
              {step === 1 && <HowFields form={form} faults={shown} onChange={change} />}
              {step === 2 && <PreviewPanel preview={preview} />}
            </DialogContent>
            <DialogActions>
              {step > 0 && <Button onClick={() => go(step - 1)}>{words.previous}</Button>}
              <Button
                type="submit"
                appearance="primary"
                disabledFocusable={step === 2 && (!ready || create.isPending)}
              >
                {step < 2
                  ? words.next
                  : create.isPending
                    ? words.starting
                    : updated === undefined
                      ? words.start
                      : words.startFor(count(updated), updated === 1)}
              </Button>
              <Button onClick={onClose}>{texts.cancel}</Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
