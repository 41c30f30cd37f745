import {
  Badge,
  Button,
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { keys } from '../../api/keys';
import { problemText } from '../../api/problem';
import type { OwnSession } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { Panel } from '../../components/Panel';
import { RelativeTime } from '../../components/RelativeTime';
import { ErrorState, LoadingRows } from '../../components/States';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { endOwnSession, ownSessionsQuery } from './queries';

const useStyles = makeStyles({
  cell: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  first: { paddingLeft: tokens.spacingHorizontalL },
  medium: { '@media (max-width: 700px)': { display: 'none' } },
});

/** Where one is signed in, and the way out of there. */
export function SessionsPanel() {
  const sessions = useQuery(ownSessionsQuery);
  return (
    <Panel flush title={texts.account.sessions}>
      {sessions.error && (
        <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
      )}
      {sessions.isPending && <LoadingRows rows={2} />}
      {sessions.data && <SessionTable sessions={sessions.data.items} />}
    </Panel>
  );
}

function SessionTable({ sessions }: { sessions: OwnSession[] }) {
  const styles = useStyles();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const end = useMutation({
    mutationFn: endOwnSession,
    onError: (error) => notify.failure(texts.account.endFailed, problemText(error)),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: keys.ownSessions }),
  });
  const medium = mergeClasses(styles.cell, styles.medium);
  return (
    <Table size="small" aria-label={texts.account.sessionsTable}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={styles.first}>{texts.account.browser}</HeaderCell>
          <HeaderCell className={styles.medium}>{texts.account.address}</HeaderCell>
          <HeaderCell className={styles.medium}>{texts.account.signedInAt}</HeaderCell>
          <HeaderCell>{texts.account.lastSeen}</HeaderCell>
          <HeaderCell>{texts.users.status}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {sessions.map(({ id, userAgent, remoteAddress, createdAt, lastSeenAt, current }) => (
          <TableRow key={id}>
            <TableCell className={mergeClasses(styles.cell, styles.first)} title={userAgent}>
              {userAgent || texts.unknown}
            </TableCell>
            <TableCell className={medium}>{remoteAddress}</TableCell>
            <TableCell className={medium}>
              <RelativeTime at={createdAt} />
            </TableCell>
            <TableCell className={styles.cell}>
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
