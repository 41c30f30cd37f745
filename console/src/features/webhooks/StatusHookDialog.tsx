import { Checkbox, Field, Input, makeStyles, Switch } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import type { StatusHook } from '../../api/types';
import { FormDialog } from '../../components/FormDialog';
import { NameField } from '../../components/NameField';
import { OnceDialog } from '../../components/OnceDialog';
import { ErrorState } from '../../components/States';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { saveStatusHook } from './queries';
import { freshSecret } from './secret';

const words = texts.webhooks;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const EVENTS = ['enrolled', 'assigned', 'firstConnected', 'failed'] as const;

const useStyles = makeStyles({ events: { display: 'flex', flexDirection: 'column' } });

interface StatusHookDialogProps {
  /** The webhook to edit; without it a new one is made. */
  hook?: StatusHook;
  onClose: () => void;
}

/** Which system is told of what. The secret of a new webhook is made here and shown once. */
export function StatusHookDialog({ hook, onClose }: StatusHookDialogProps) {
  const styles = useStyles();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [name, setName] = useState(hook?.name ?? '');
  const [url, setUrl] = useState(hook?.url ?? '');
  const [secret, setSecret] = useState(() => (hook ? '' : freshSecret()));
  const [events, setEvents] = useState<readonly string[]>(hook?.events ?? EVENTS);
  const [enabled, setEnabled] = useState(hook?.enabled ?? true);
  const [tried, setTried] = useState(false);
  const wrong = {
    name: !NAME.test(name),
    url: url.trim() === '',
    events: events.length === 0,
  };

  const save = useMutation({
    mutationFn: () =>
      saveStatusHook(name, {
        url: url.trim(),
        events: [...events],
        enabled,
        ...(secret && { secret }),
      }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: keys.statusHooks });
      if (secret) return;
      notify.success(words.saved(name));
      onClose();
    },
  });
  const submit = () => {
    setTried(true);
    if (!wrong.name && !wrong.url && !wrong.events) save.mutate();
  };
  const toggle = (event: string, chosen: boolean) =>
    setEvents(chosen ? [...events, event] : events.filter((one) => one !== event));

  if (save.data) {
    return (
      <OnceDialog
        title={words.onceTitle(name)}
        warning={words.once}
        label={words.secret}
        secret={secret}
        onClose={onClose}
      />
    );
  }
  return (
    <FormDialog
      title={hook ? words.editTitle(hook.name) : words.create}
      busy={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {save.error && <ErrorState title={words.saveFailed} error={save.error} />}
      {!hook && (
        <NameField
          label={words.name}
          fault={tried && wrong.name ? words.nameInvalid : undefined}
          value={name}
          onChange={setName}
        />
      )}
      <Field
        required
        label={words.url}
        hint={words.urlHint}
        validationMessage={tried && wrong.url ? words.urlMissing : undefined}
      >
        <Input
          type="url"
          value={url}
          spellCheck={false}
          onChange={(_, { value }) => setUrl(value)}
        />
      </Field>
      <Field label={words.secret} hint={hook ? words.secretKept : words.secretMade}>
        <Input
          type="password"
          autoComplete="new-password"
          value={secret}
          onChange={(_, { value }) => setSecret(value)}
        />
      </Field>
      <Field
        label={words.events}
        validationMessage={tried && wrong.events ? words.eventsMissing : undefined}
      >
        <div role="group" aria-label={words.events} className={styles.events}>
          {EVENTS.map((event) => (
            <Checkbox
              key={event}
              label={words.eventNames[event]}
              checked={events.includes(event)}
              onChange={(_, { checked }) => toggle(event, checked === true)}
            />
          ))}
        </div>
      </Field>
      <Switch
        label={words.enabled}
        checked={enabled}
        onChange={(_, { checked }) => setEnabled(checked)}
      />
    </FormDialog>
  );
}
