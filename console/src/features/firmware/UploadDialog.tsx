import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  makeStyles,
  MessageBar,
  MessageBarBody,
  ProgressBar,
  tokens,
} from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { keys } from '../../api/keys';
import { ErrorState } from '../../components/States';
import { useNotify } from '../../components/useNotify';
import { bytes } from '../../lib/format';
import { texts } from '../../lib/texts';
import { FirmwareFields } from './FirmwareFields';
import { aboutOf, EMPTY, faultsOf, type FirmwareForm } from './form';
import { upload, type UploadProgress } from './upload';

const words = texts.firmware;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

/** Brings a file into the library, and shows how far it is. */
export function UploadDialog({ onClose }: { onClose: () => void }) {
  const styles = useStyles();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [form, setForm] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const [progress, setProgress] = useState<UploadProgress>();
  const running = useRef<AbortController>(undefined);
  const faults = faultsOf(form);

  // What nobody sees any more does not go on.
  useEffect(() => () => running.current?.abort(), []);

  const send = useMutation({
    mutationFn: (file: File) => {
      const controller = new AbortController();
      running.current = controller;
      return upload(aboutOf(form), file, setProgress, controller.signal);
    },
    onSuccess: ({ name, version }) => {
      void queryClient.invalidateQueries({ queryKey: keys.firmware, exact: true });
      notify.success(words.saved(words.of(name, version)));
      onClose();
    },
    onError: () => setProgress(undefined),
  });
  const stopped = send.error?.name === 'AbortError';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (form.file && Object.keys(faults).length === 0 && !send.isPending) send.mutate(form.file);
  };
  return (
    <Dialog
      open
      modalType={send.isPending ? 'alert' : 'modal'}
      onOpenChange={(_, { open }) => !open && !send.isPending && onClose()}
    >
      <DialogSurface>
        <form onSubmit={submit} noValidate>
          <DialogBody>
            <DialogTitle>{words.create}</DialogTitle>
            <DialogContent className={styles.form}>
              {send.error && !stopped && (
                <ErrorState title={words.uploadFailed} error={send.error} />
              )}
              {stopped && (
                <MessageBar intent="info" layout="multiline">
                  <MessageBarBody>{words.resume}</MessageBarBody>
                </MessageBar>
              )}
              <FirmwareFields
                form={form}
                faults={tried ? faults : {}}
                disabled={send.isPending}
                onChange={(change: Partial<FirmwareForm>) => setForm({ ...form, ...change })}
              />
              {progress && form.file && <Progress progress={progress} size={form.file.size} />}
            </DialogContent>
            <DialogActions>
              <Button type="submit" appearance="primary" disabledFocusable={send.isPending}>
                {send.isPending ? words.uploading : words.upload}
              </Button>
              {send.isPending ? (
                <Button onClick={() => running.current?.abort()}>{words.stop}</Button>
              ) : (
                <Button onClick={onClose}>{texts.cancel}</Button>
              )}
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}

function Progress({ progress: { phase, sent }, size }: { progress: UploadProgress; size: number }) {
  const checking = phase === 'checking';
  return (
    <Field
      validationState="none"
      validationMessage={checking ? words.checking : words.sent(bytes(sent), bytes(size))}
    >
      <ProgressBar
        thickness="large"
        aria-label={words.progress}
        {...(checking ? {} : { value: sent / size })}
      />
    </Field>
  );
}
