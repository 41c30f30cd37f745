import {
  Button,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
} from '@fluentui/react-components';
import { Delete20Regular, KeyRegular } from '@fluentui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { problemText } from '../../api/problem';
import type { ApiToken } from '../../api/types';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { HeaderCell } from '../../components/HeaderCell';
import { ListPanel } from '../../components/ListPanel';
import { RelativeTime } from '../../components/RelativeTime';
import { EmptyState } from '../../components/States';
import { useCellStyles } from '../../components/useCellStyles';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { absoluteTime } from '../../lib/time';
import { deleteToken, tokensQuery } from './queries';
import { TokenDialog } from './TokenDialog';

/** What one's programs prove themselves with. */
export function TokensPanel() {
  const list = useQuery(tokensQuery);
  const [creating, setCreating] = useState(false);
  return (
    <ListPanel
      title={texts.account.tokens}
      hint={texts.account.tokensHint}
      create={{ label: texts.account.newToken, onClick: () => setCreating(true) }}
      list={list}
      rows={2}
      table={(items) => <TokenTable items={items} />}
      empty={
        <EmptyState icon={<KeyRegular />} title={texts.account.noTokens}>
          {texts.account.noTokensBody}
        </EmptyState>
      }
    >
      {creating && <TokenDialog onClose={() => setCreating(false)} />}
    </ListPanel>
  );
}

function TokenTable({ items }: { items: ApiToken[] }) {
  const cells = useCellStyles();
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
  const medium = mergeClasses(cells.cell, cells.medium);
  return (
    <>
      <Table size="small" aria-label={texts.account.tokensTable}>
        <TableHeader>
          <TableRow>
            <HeaderCell className={cells.first}>{texts.account.tokenName}</HeaderCell>
            <HeaderCell>{texts.account.role}</HeaderCell>
            <HeaderCell className={cells.medium}>{texts.account.expires}</HeaderCell>
            <HeaderCell className={cells.medium}>{texts.account.lastUsed}</HeaderCell>
            <HeaderCell className={cells.last}>{texts.users.actionsColumn}</HeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {items.map((token) => (
            <TableRow key={token.id}>
              <TableCell className={mergeClasses(cells.cell, cells.first)} title={token.name}>
                {token.name}
              </TableCell>
              <TableCell className={cells.cell}>
                {texts.session.roles[token.role] ?? token.role}
              </TableCell>
              <TableCell className={medium}>{absoluteTime(token.expiresAt)}</TableCell>
              <TableCell className={medium}>
                <RelativeTime at={token.lastUsedAt} />
              </TableCell>
              <TableCell className={cells.last}>
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
