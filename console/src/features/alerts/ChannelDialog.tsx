import {
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  Radio,
  RadioGroup,
} from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import type { AlertChannel } from '../../api/types';
import { FormDialog } from '../../components/FormDialog';
import { NameField } from '../../components/NameField';
import { ErrorState } from '../../components/States';
import { texts } from '../../lib/texts';
import { saveChannel } from './queries';
import { NAME } from './rule';

interface ChannelDialogProps {
  /** The channel to edit; without it a new one is made. */
  channel?: AlertChannel;
  /** Whether a mail server is set up. */
  mail: boolean;
  onClose: () => void;
}

/** Who is told, and how. */
export function ChannelDialog({ channel, mail, onClose }: ChannelDialogProps) {
  const queryClient = useQueryClient();
  const [name, setName] = useState(channel?.name ?? '');
  const [kind, setKind] = useState(channel?.kind ?? 'mail');
  const [recipients, setRecipients] = useState(channel?.recipients.join(', ') ?? '');
  const [url, setUrl] = useState(channel?.url ?? '');
  const [secret, setSecret] = useState('');
  const [tried, setTried] = useState(false);

  const save = useMutation({
    mutationFn: () =>
      saveChannel(
        name,
        kind === 'mail'
          ? {
              kind,
              recipients: recipients
                .split(',')
                .map((word) => word.trim())
                .filter((word) => word !== ''),
            }
          : { kind, url: url.trim(), ...(secret && { secret }) },
      ),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: keys.alertChannels });
      onClose();
    },
  });
  const nameFault = NAME.test(name) ? undefined : texts.alertRules.nameInvalid;
  const submit = () => {
    setTried(true);
    if (!nameFault) save.mutate();
  };

  return (
    <FormDialog
      title={channel ? texts.alertRules.editTitle(channel.name) : texts.alertChannels.create}
      busy={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {save.error && <ErrorState title={texts.alerts.notDone} error={save.error} />}
      {!channel && (
        <NameField
          label={texts.alertChannels.name}
          fault={tried ? nameFault : undefined}
          value={name}
          onChange={setName}
        />
      )}
      <Field label={texts.alertChannels.kind}>
        <RadioGroup
          layout="horizontal"
          value={kind}
          onChange={(_, { value }) => setKind(value === 'mail' ? 'mail' : 'webhook')}
        >
          <Radio value="mail" label={texts.alertChannels.kinds.mail} />
          <Radio value="webhook" label={texts.alertChannels.kinds.webhook} />
        </RadioGroup>
      </Field>
      {kind === 'mail' && !mail && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{texts.schedules.noMail}</MessageBarBody>
        </MessageBar>
      )}
      {kind === 'mail' ? (
        <Field required label={texts.alertChannels.to} hint={texts.schedules.recipientsHint}>
          <Input
            value={recipients}
            spellCheck={false}
            onChange={(_, { value }) => setRecipients(value)}
          />
        </Field>
      ) : (
        <>
          <Field required label={texts.alertChannels.url}>
            <Input
              type="url"
              value={url}
              spellCheck={false}
              onChange={(_, { value }) => setUrl(value)}
            />
          </Field>
          <Field
            required={!channel}
            label={texts.alertChannels.secret}
            hint={channel ? texts.alertChannels.secretKept : texts.alertChannels.secretHint}
          >
            <Input
              type="password"
              autoComplete="new-password"
              value={secret}
              onChange={(_, { value }) => setSecret(value)}
            />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
