import {
  Badge,
  Button,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
} from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { keys } from '../../api/keys';
import { problemText } from '../../api/problem';
import type { OwnSession } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { ListPanel } from '../../components/ListPanel';
import { RelativeTime } from '../../components/RelativeTime';
import { useCellStyles } from '../../components/useCellStyles';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { endOwnSession, ownSessionsQuery } from './queries';

/** Where one is signed in, and the way out of there. */
export function SessionsPanel() {
  const sessions = useQuery(ownSessionsQuery);
  return (
    <ListPanel
      title={texts.account.sessions}
      list={sessions}
      rows={2}
      table={(items) => <SessionTable sessions={items} />}
    />
  );
}

function SessionTable({ sessions }: { sessions: OwnSession[] }) {
  const cells = useCellStyles();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const end = useMutation({
    mutationFn: endOwnSession,
    onError: (error) => notify.failure(texts.account.endFailed, problemText(error)),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: keys.ownSessions }),
  });
  const medium = mergeClasses(cells.cell, cells.medium);
  return (
    <Table size="small" aria-label={texts.account.sessionsTable}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={cells.first}>{texts.account.browser}</HeaderCell>
          <HeaderCell className={cells.medium}>{texts.account.address}</HeaderCell>
          <HeaderCell className={cells.medium}>{texts.account.signedInAt}</HeaderCell>
          <HeaderCell>{texts.account.lastSeen}</HeaderCell>
          <HeaderCell>{texts.users.status}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {sessions.map(({ id, userAgent, remoteAddress, createdAt, lastSeenAt, current }) => (
          <TableRow key={id}>
            <TableCell className={mergeClasses(cells.cell, cells.first)} title={userAgent}>
              {userAgent || texts.unknown}
            </TableCell>
            <TableCell className={medium}>{remoteAddress}</TableCell>
            <TableCell className={medium}>
              <RelativeTime at={createdAt} />
            </TableCell>
            <TableCell className={cells.cell}>
              <RelativeTime at={lastSeenAt} />
            </TableCell>
            <TableCell>
              {current ? (
                <Badge appearance="tint" color="brand">
                  {texts.account.here}
                </Badge>
              ) : (
                <Button size="small" disabled={end.isPending} onClick={() => end.mutate(id)}>
                  {texts.account.end}
                </Button>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
