import {
  Button,
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
} from '@fluentui/react-components';
import { Delete20Regular, Key20Regular } from '@fluentui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { problemText } from '../../api/problem';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { HeaderCell } from '../../components/HeaderCell';
import { ListPanel } from '../../components/ListPanel';
import { useCellStyles } from '../../components/useCellStyles';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { PolicyDialog } from './PolicyDialog';
import { PolicyKeysDialog } from './PolicyKeysDialog';
import { deletePolicy, policiesQuery } from './queries';

const useStyles = makeStyles({ last: { width: '150px' } });

/** The access policies of a hub; their keys are shown when somebody asks for them. */
export function Policies({ hub }: { hub: string }) {
  const styles = useStyles();
  const cells = useCellStyles();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const policies = useQuery(policiesQuery(hub));
  const [creating, setCreating] = useState(false);
  const [keysOf, setKeysOf] = useState<string>();
  const [deleting, setDeleting] = useState<string>();
  const remove = useMutation({
    mutationFn: (policy: string) => deletePolicy(hub, policy),
    onSuccess: (_, policy) => notify.success(texts.hubs.policyDeleted(policy)),
    onError: (error) => notify.failure(texts.hubs.failed, problemText(error)),
    onSettled: () => {
      setDeleting(undefined);
      void queryClient.invalidateQueries({ queryKey: keys.hubPolicies(hub) });
    },
  });

  return (
    <ListPanel
      title={texts.hubs.policies}
      hint={texts.hubs.policiesHint}
      create={{ label: texts.hubs.newPolicy, onClick: () => setCreating(true) }}
      list={policies}
      table={(items) => (
        <Table size="small" aria-label={texts.hubs.policies}>
          <TableHeader>
            <TableRow>
              <HeaderCell className={cells.first}>{texts.hubs.policy}</HeaderCell>
              <HeaderCell className={cells.medium}>{texts.hubs.rights}</HeaderCell>
              <HeaderCell className={styles.last}>{texts.hubs.actions}</HeaderCell>
            </TableRow>
          </TableHeader>
          <TableBody>
            {items.map(({ name, rights, builtIn }) => (
              <TableRow key={name}>
                <TableCell className={mergeClasses(cells.cell, cells.first)}>{name}</TableCell>
                <TableCell className={mergeClasses(cells.cell, cells.medium)}>
                  {rights.map((right) => texts.hubs.rightNames[right] ?? right).join(', ')}
                </TableCell>
                <TableCell className={styles.last}>
                  <Button
                    size="small"
                    appearance="subtle"
                    icon={<Key20Regular />}
                    aria-label={texts.hubs.keysOf(name)}
                    onClick={() => setKeysOf(name)}
                  >
                    {texts.hubs.showKeys}
                  </Button>
                  {!builtIn && (
                    <Button
                      size="small"
                      appearance="subtle"
                      icon={<Delete20Regular />}
                      aria-label={texts.hubs.deletePolicyTitle(name)}
                      onClick={() => setDeleting(name)}
                    />
                  )}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    >
      {creating && <PolicyDialog hub={hub} onClose={() => setCreating(false)} />}
      {keysOf !== undefined && (
        <PolicyKeysDialog hub={hub} policy={keysOf} onClose={() => setKeysOf(undefined)} />
      )}
      {deleting !== undefined && (
        <ConfirmDialog
          title={texts.hubs.deletePolicyTitle(deleting)}
          action={texts.delete}
          busy={remove.isPending}
          onConfirm={() => remove.mutate(deleting)}
          onCancel={() => setDeleting(undefined)}
        >
          {texts.hubs.deletePolicyBody}
        </ConfirmDialog>
      )}
    </ListPanel>
  );
}
