import { Button, Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import { MailRegular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { ErrorState } from '../../components/States';
import { Panel } from '../../components/Panel';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { testMail } from './queries';

const words = texts.settings;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

/** Whether mail is set up, and a way to try it out. */
export function MailPanel({ sender }: { sender: string | null }) {
  const styles = useStyles();
  const notify = useNotify();
  const [recipient, setRecipient] = useState('');
  const [tried, setTried] = useState(false);
  const to = recipient.trim();
  const fault = /^[^@\s]+@[^@\s]+$/.test(to) ? undefined : words.recipientInvalid;
  const send = useMutation({
    mutationFn: () => testMail(to),
    onSuccess: () => notify.success(words.sent(to)),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (!fault && !send.isPending) send.mutate();
  };
  return (
    <Panel title={words.mail} hint={sender === null ? undefined : words.mailFrom(sender)}>
      {sender === null ? (
        <Text>{words.noMail}</Text>
      ) : (
        <form onSubmit={submit} noValidate className={styles.form}>
          {send.error && <ErrorState title={words.notSent} error={send.error} />}
          <Field label={words.recipient} validationMessage={tried ? fault : undefined}>
            <Input
              type="email"
              value={recipient}
              onChange={(_, { value }) => setRecipient(value)}
            />
          </Field>
          <div>
            <Button type="submit" icon={<MailRegular />} disabledFocusable={send.isPending}>
              {send.isPending ? words.sending : words.send}
            </Button>
          </div>
        </form>
      )}
    </Panel>
  );
}
