import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { client, unwrap } from '../api/client';
import type { Session } from '../api/types';
import { texts } from '../lib/texts';
import { ErrorState } from './States';

const SHORTEST = 12;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  submit: { alignSelf: 'flex-start' },
});

/** Changes one's own password. */
export function PasswordForm({ onChanged }: { onChanged: (session: Session) => void }) {
  const styles = useStyles();
  const [current, setCurrent] = useState('');
  const [fresh, setFresh] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const change = useMutation({
    mutationFn: () =>
      unwrap(
        client.PUT('/api/v1/session/password', {
          body: { currentPassword: current, newPassword: fresh },
        }),
      ),
    onSuccess: (session) => {
      setCurrent('');
      setFresh('');
      setAgain('');
      setTried(false);
      onChanged(session);
    },
  });
  const short = fresh.length < SHORTEST;
  const different = fresh !== again;

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (current && !short && !different && !change.isPending) change.mutate();
  };

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {change.error && <ErrorState title={texts.password.failed} error={change.error} />}
      <Field
        label={texts.password.current}
        validationMessage={tried && !current ? texts.password.missing : undefined}
      >
        <Input
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={(_, { value }) => setCurrent(value)}
        />
      </Field>
      <Field
        label={texts.password.fresh}
        hint={texts.password.hint}
        validationMessage={tried && short ? texts.password.short : undefined}
      >
        <Input
          type="password"
          autoComplete="new-password"
          value={fresh}
          onChange={(_, { value }) => setFresh(value)}
        />
      </Field>
      <Field
        label={texts.password.again}
        validationMessage={tried && different ? texts.password.different : undefined}
      >
        <Input
          type="password"
          autoComplete="new-password"
          value={again}
          onChange={(_, { value }) => setAgain(value)}
        />
      </Field>
      <Button
        type="submit"
        appearance="primary"
        className={styles.submit}
        disabledFocusable={change.isPending}
      >
        {change.isPending ? texts.saving : texts.password.submit}
      </Button>
    </form>
  );
}
