import {
  Button,
  Field,
  Input,
  makeStyles,
  Select,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { useState, type SubmitEvent } from 'react';
import type { MessageRequest } from '../../../api/types';
import { texts } from '../../../lib/texts';
import { propertiesOf, PropertyFields, type Property } from './PropertyFields';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  two: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 180px), 1fr))',
    alignItems: 'start',
    gap: tokens.spacingHorizontalM,
  },
  body: { fontFamily: tokens.fontFamilyMonospace },
  submit: { alignSelf: 'flex-start' },
});

const words = texts.messages;

type Ack = keyof typeof words.acks;
type Expiry = keyof typeof words.expiries;

interface MessageFormProps {
  busy: boolean;
  onSend: (message: MessageRequest) => void;
}

export function MessageForm({ busy, onSend }: MessageFormProps) {
  const styles = useStyles();
  const [body, setBody] = useState('');
  const [contentType, setContentType] = useState('application/json');
  const [messageId, setMessageId] = useState('');
  const [ack, setAck] = useState<Ack>('none');
  const [expiry, setExpiry] = useState<Expiry>('default');
  const [properties, setProperties] = useState<Property[]>([]);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (busy) return;
    const named = propertiesOf(properties);
    onSend({
      body,
      ...(contentType ? { contentType } : {}),
      ...(messageId ? { messageId } : {}),
      ...(ack === 'none' ? {} : { ack }),
      ...(expiry === 'default' ? {} : { expiryTimeUtc: inMinutes(Number(expiry)) }),
      ...(Object.keys(named).length > 0 ? { properties: named } : {}),
    });
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <Field label={words.body}>
        <Textarea
          resize="vertical"
          spellCheck={false}
          value={body}
          textarea={{ className: styles.body, rows: 6 }}
          onChange={(_, { value }) => setBody(value)}
        />
      </Field>
      <div className={styles.two}>
        <Field label={words.contentType}>
          <Input value={contentType} onChange={(_, { value }) => setContentType(value)} />
        </Field>
        <Field label={words.messageId} hint={words.messageIdHint}>
          <Input value={messageId} onChange={(_, { value }) => setMessageId(value)} />
        </Field>
        <Field label={words.ack}>
          <Select value={ack} onChange={(_, { value }) => setAck(value as Ack)}>
            {Object.entries(words.acks).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={words.expiry}>
          <Select value={expiry} onChange={(_, { value }) => setExpiry(value as Expiry)}>
            {Object.entries(words.expiries)
              .sort(([a], [b]) =>
                a === 'default' ? -1 : b === 'default' ? 1 : Number(a) - Number(b),
              )
              .map(([value, name]) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
          </Select>
        </Field>
      </div>
      <PropertyFields properties={properties} onChange={setProperties} />
      <Button type="submit" appearance="primary" className={styles.submit} disabledFocusable={busy}>
        {busy ? words.sending : words.send}
      </Button>
    </form>
  );
}

function inMinutes(minutes: number): string {
  return new Date(Date.now() + minutes * 60_000).toISOString();
}
