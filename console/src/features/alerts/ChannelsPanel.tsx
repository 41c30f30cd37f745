import {
  Badge,
  MenuItem,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
} from '@fluentui/react-components';
import { MegaphoneRegular } from '@fluentui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { problemText } from '../../api/problem';
import type { AlertChannel } from '../../api/types';
import { DeleteDialog } from '../../components/DeleteDialog';
import { HeaderCell } from '../../components/HeaderCell';
import { ListPanel } from '../../components/ListPanel';
import { RelativeTime } from '../../components/RelativeTime';
import { RowMenu } from '../../components/RowMenu';
import { EmptyState } from '../../components/States';
import { useCellStyles } from '../../components/useCellStyles';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { ChannelDialog } from './ChannelDialog';
import { alertChannelsQuery, deleteChannel, testChannel } from './queries';

/** Who is told of alerts, and how. */
export function ChannelsPanel() {
  const channels = useQuery(alertChannelsQuery);
  const [creating, setCreating] = useState(false);
  return (
    <ListPanel
      title={texts.alertChannels.title}
      hint={texts.alertChannels.hint}
      create={{ label: texts.alertChannels.create, onClick: () => setCreating(true) }}
      list={channels}
      rows={2}
      table={(items) => <ChannelTable channels={items} />}
      empty={
        <EmptyState icon={<MegaphoneRegular />} title={texts.alertChannels.empty}>
          {texts.alertChannels.emptyBody}
        </EmptyState>
      }
    >
      {creating && (
        <ChannelDialog mail={channels.data?.mail ?? true} onClose={() => setCreating(false)} />
      )}
    </ListPanel>
  );
}

function ChannelTable({ channels }: { channels: AlertChannel[] }) {
  const cells = useCellStyles();
  const medium = mergeClasses(cells.cell, cells.medium);
  return (
    <Table size="small" aria-label={texts.alertChannels.title}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={cells.first}>{texts.alertChannels.name}</HeaderCell>
          <HeaderCell className={cells.medium}>{texts.alertChannels.kind}</HeaderCell>
          <HeaderCell className={cells.medium}>{texts.alertChannels.to}</HeaderCell>
          <HeaderCell>{texts.alertChannels.last}</HeaderCell>
          <HeaderCell className={cells.last}>{texts.alerts.actionsColumn}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {channels.map((channel) => (
          <TableRow key={channel.name}>
            <TableCell className={mergeClasses(cells.cell, cells.first)} title={channel.name}>
              {channel.name}
            </TableCell>
            <TableCell className={medium}>{texts.alertChannels.kinds[channel.kind]}</TableCell>
            <TableCell className={medium} title={channel.url || channel.recipients.join(', ')}>
              {channel.url || channel.recipients.join(', ')}
            </TableCell>
            <TableCell className={cells.cell}>
              {channel.lastError === null ? (
                <RelativeTime at={channel.lastAt} />
              ) : (
                <Badge appearance="tint" color="danger" title={channel.lastError}>
                  {texts.alertChannels.failed}
                </Badge>
              )}
            </TableCell>
            <TableCell className={cells.last}>
              <ChannelActions channel={channel} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function ChannelActions({ channel }: { channel: AlertChannel }) {
  const { name } = channel;
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [dialog, setDialog] = useState<'edit' | 'delete'>();
  const close = () => setDialog(undefined);
  const after = {
    onError: (error: Error) => notify.failure(texts.alerts.notDone, problemText(error)),
    onSettled: () => {
      close();
      void queryClient.invalidateQueries({ queryKey: keys.alertChannels });
    },
  };
  const tryOut = useMutation({
    mutationFn: () => testChannel(name),
    ...after,
    onSuccess: ({ lastError }) =>
      lastError === null
        ? notify.success(texts.alertChannels.tested(name))
        : notify.failure(texts.alertChannels.failed, lastError),
  });
  return (
    <>
      <RowMenu label={texts.alerts.actions(name)}>
        <MenuItem onClick={() => tryOut.mutate()}>{texts.alertChannels.test}</MenuItem>
        <MenuItem onClick={() => setDialog('edit')}>{texts.edit}</MenuItem>
        <MenuItem onClick={() => setDialog('delete')}>{texts.delete}</MenuItem>
      </RowMenu>
      {dialog === 'edit' && <ChannelDialog mail channel={channel} onClose={close} />}
      {dialog === 'delete' && (
        <DeleteDialog
          title={texts.alertRules.deleteTitle(name)}
          remove={() => deleteChannel(name)}
          failed={texts.alerts.notDone}
          stale={[keys.alertChannels]}
          onClose={close}
        >
          {texts.alertChannels.deleteBody}
        </DeleteDialog>
      )}
    </>
  );
}
