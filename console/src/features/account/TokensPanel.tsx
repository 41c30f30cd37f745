import {
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
import { Add20Regular, Delete20Regular, KeyRegular } from '@fluentui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { problemText } from '../../api/problem';
import type { ApiToken } from '../../api/types';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { HeaderCell } from '../../components/HeaderCell';
import { Panel } from '../../components/Panel';
import { RelativeTime } from '../../components/RelativeTime';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { absoluteTime } from '../../lib/time';
import { deleteToken, tokensQuery } from './queries';
import { TokenDialog } from './TokenDialog';

const useStyles = makeStyles({
  cell: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  first: { paddingLeft: tokens.spacingHorizontalL },
  last: { width: '76px' },
  medium: { '@media (max-width: 700px)': { display: 'none' } },
});

/** What one's programs prove themselves with. */
export function TokensPanel() {
  const list = useQuery(tokensQuery);
  const [creating, setCreating] = useState(false);
  return (
    <Panel
      flush
      title={texts.account.tokens}
      hint={texts.account.tokensHint}
      actions={
        <Button icon={<Add20Regular />} onClick={() => setCreating(true)}>
          {texts.account.newToken}
        </Button>
      }
    >
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <LoadingRows rows={2} />}
      {list.data &&
        (list.data.items.length > 0 ? (
          <TokenTable items={list.data.items} />
        ) : (
          <EmptyState icon={<KeyRegular />} title={texts.account.noTokens}>
            {texts.account.noTokensBody}
          </EmptyState>
        ))}
      {creating && <TokenDialog onClose={() => setCreating(false)} />}
    </Panel>
  );
}

function TokenTable({ items }: { items: ApiToken[] }) {
  const styles = useStyles();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<ApiToken>();
  const remove = useMutation({
    mutationFn: deleteToken,
    onError: (error) => notify.failure(texts.account.deleteTokenFailed, problemText(error)),
    onSettled: () => {
      setAsking(undefined);
      void queryClient.invalidateQueries({ queryKey: keys.tokens });
    },
  });
  const medium = mergeClasses(styles.cell, styles.medium);
  return (
    <>
      <Table size="small" aria-label={texts.account.tokensTable}>
        <TableHeader>
          <TableRow>
            <HeaderCell className={styles.first}>{texts.account.tokenName}</HeaderCell>
            <HeaderCell>{texts.account.role}</HeaderCell>
            <HeaderCell className={styles.medium}>{texts.account.expires}</HeaderCell>
            <HeaderCell className={styles.medium}>{texts.account.lastUsed}</HeaderCell>
            <HeaderCell className={styles.last}>{texts.users.actionsColumn}</HeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {items.map((token) => (
            <TableRow key={token.id}>
              <TableCell className={mergeClasses(styles.cell, styles.first)} title={token.name}>
                {token.name}
              </TableCell>
              <TableCell className={styles.cell}>
                {texts.session.roles[token.role] ?? token.role}
              </TableCell>
              <TableCell className={medium}>{absoluteTime(token.expiresAt)}</TableCell>
              <TableCell className={medium}>
                <RelativeTime at={token.lastUsedAt} />
              </TableCell>
              <TableCell className={styles.last}>
                <Button
                  size="small"
                  appearance="subtle"
                  icon={<Delete20Regular />}
                  aria-label={texts.account.deleteTokenLabel(token.name)}
                  onClick={() => setAsking(token)}
                />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {asking && (
        <ConfirmDialog
          title={texts.account.deleteToken(asking.name)}
          action={texts.delete}
          busy={remove.isPending}
          onConfirm={() => remove.mutate(asking.id)}
          onCancel={() => setAsking(undefined)}
        >
          {texts.account.deleteTokenBody}
        </ConfirmDialog>
      )}
    </>
  );
}
