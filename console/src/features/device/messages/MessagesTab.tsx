import {
  Body1,
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../../api/keys';
import type { DeviceDetail, MessageRequest } from '../../../api/types';
import { HeaderCell } from '../../../components/HeaderCell';
import { Panel } from '../../../components/Panel';
import { ErrorState } from '../../../components/States';
import { texts } from '../../../lib/texts';
import { clockTime } from '../../../lib/time';
import { sendMessage } from '../queries';
import { MessageForm } from './MessageForm';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 360px), 1fr))',
    alignItems: 'start',
    gap: tokens.spacingHorizontalM,
  },
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  quiet: { color: tokens.colorNeutralForeground3 },
  cell: { overflowWrap: 'anywhere' },
});

const words = texts.messages;

interface Sent {
  at: string;
  messageId: string;
  body: string;
}

/** Sends cloud-to-device messages. */
export function MessagesTab({ device }: { device: DeviceDetail }) {
  const styles = useStyles();
  const queryClient = useQueryClient();
  const [sent, setSent] = useState<Sent[]>([]);
  const send = useMutation({
    mutationFn: (message: MessageRequest) => sendMessage(device.deviceId, message),
    onSuccess: ({ messageId }, { body }) => {
      setSent((before) => [{ at: new Date().toISOString(), messageId, body }, ...before]);
      void queryClient.invalidateQueries({ queryKey: keys.device(device.deviceId) });
    },
  });
  return (
    <div className={styles.grid}>
      <Panel title={words.title} hint={words.hint}>
        <div className={styles.form}>
          {send.error && <ErrorState title={words.failed} error={send.error} />}
          <MessageForm busy={send.isPending} onSend={send.mutate} />
        </div>
      </Panel>
      <Panel title={words.sent} hint={words.queuedCount(device.cloudToDeviceMessageCount)}>
        {sent.length === 0 ? (
          <Body1 className={styles.quiet}>{words.nothingSent}</Body1>
        ) : (
          <Table size="small" aria-label={words.sent}>
            <TableHeader>
              <TableRow>
                <HeaderCell>{words.time}</HeaderCell>
                <HeaderCell>{words.messageId}</HeaderCell>
                <HeaderCell>{words.body}</HeaderCell>
              </TableRow>
            </TableHeader>
            <TableBody aria-live="polite">
              {sent.map(({ at, messageId, body }) => (
                <TableRow key={messageId}>
                  <TableCell>{clockTime(at)}</TableCell>
                  <TableCell className={styles.cell}>{messageId}</TableCell>
                  <TableCell className={styles.cell}>{body}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </Panel>
    </div>
  );
}
