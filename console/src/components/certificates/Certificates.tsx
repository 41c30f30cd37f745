import {
  MenuItem,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
} from '@fluentui/react-components';
import {
  CheckmarkCircle16Filled,
  ErrorCircle16Filled,
  Prohibited16Filled,
  Warning16Filled,
} from '@fluentui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { authoritiesQuery, type Authorities } from '../../api/authorities';
import { problemText } from '../../api/problem';
import type { CaCertificate } from '../../api/types';
import { ConfirmDialog } from '../ConfirmDialog';
import { HeaderCell } from '../HeaderCell';
import { ListPanel } from '../ListPanel';
import { RowMenu } from '../RowMenu';
import { StateBadge } from '../StateBadge';
import { EmptyState } from '../States';
import { useCellStyles } from '../useCellStyles';
import { useNotify } from '../useNotify';
import { texts } from '../../lib/texts';
import { absoluteTime, useNow } from '../../lib/time';
import { CertificateDialog } from './CertificateDialog';
import { ProofDialog } from './ProofDialog';

const words = texts.certificates;

interface CertificatesProps {
  of: Authorities;
  hint: string;
}

/** Certificate authorities, and what can be done with them. */
export function Certificates({ of, hint }: CertificatesProps) {
  const styles = useCellStyles();
  const certificates = useQuery(authoritiesQuery(of));
  const [adding, setAdding] = useState(false);
  const [proving, setProving] = useState<string>();

  return (
    <ListPanel
      title={words.title}
      hint={hint}
      create={{ label: words.create, onClick: () => setAdding(true) }}
      list={certificates}
      table={(items) => (
        <Table size="small" aria-label={words.title}>
          <TableHeader>
            <TableRow>
              <HeaderCell className={styles.first}>{words.name}</HeaderCell>
              <HeaderCell className={styles.medium}>{words.subject}</HeaderCell>
              <HeaderCell>{words.state}</HeaderCell>
              <HeaderCell className={styles.medium}>{words.expires}</HeaderCell>
              <HeaderCell className={styles.last}>{words.actions}</HeaderCell>
            </TableRow>
          </TableHeader>
          <TableBody>
            {items.map((one) => (
              <TableRow key={one.name}>
                <TableCell className={mergeClasses(styles.cell, styles.first)} title={one.name}>
                  {one.name}
                </TableCell>
                <TableCell className={mergeClasses(styles.cell, styles.medium)} title={one.subject}>
                  {one.subject}
                </TableCell>
                <TableCell className={styles.cell}>
                  <State certificate={one} />
                </TableCell>
                <TableCell className={mergeClasses(styles.cell, styles.medium)}>
                  {absoluteTime(one.notAfter)}
                </TableCell>
                <TableCell className={styles.last}>
                  <Actions of={of} certificate={one} onProve={() => setProving(one.name)} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      empty={<EmptyState title={words.empty}>{words.emptyBody}</EmptyState>}
    >
      {adding && (
        <CertificateDialog
          of={of}
          onClose={() => setAdding(false)}
          onAdded={({ name, verified }) => {
            setAdding(false);
            if (!verified) setProving(name);
          }}
        />
      )}
      {proving !== undefined && (
        <ProofDialog of={of} name={proving} onClose={() => setProving(undefined)} />
      )}
    </ListPanel>
  );
}

const MARKS = {
  verified: [CheckmarkCircle16Filled, 'good'],
  unverified: [Warning16Filled, 'poor'],
  disabled: [Prohibited16Filled, 'quiet'],
  expired: [ErrorCircle16Filled, 'bad'],
} as const;

function State({ certificate }: { certificate: CaCertificate }) {
  const now = useNow();
  const state =
    Date.parse(certificate.notAfter) < now
      ? 'expired'
      : !certificate.verified
        ? 'unverified'
        : certificate.enabled
          ? 'verified'
          : 'disabled';
  return <StateBadge mark={MARKS[state]} word={words[state]} />;
}

interface ActionsProps {
  of: Authorities;
  certificate: CaCertificate;
  onProve: () => void;
}

function Actions({ of, certificate, onProve }: ActionsProps) {
  const { name, enabled, verified } = certificate;
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [deleting, setDeleting] = useState(false);
  const after = {
    onError: (error: Error) => notify.failure(words.failed, problemText(error)),
    onSettled: () => {
      setDeleting(false);
      void queryClient.invalidateQueries({ queryKey: of.queryKey });
    },
  };
  const toggle = useMutation({
    mutationFn: () => of.enable(name, !enabled),
    onSuccess: () => notify.success(words.saved(name)),
    ...after,
  });
  const remove = useMutation({
    mutationFn: () => of.remove(name),
    onSuccess: () => notify.success(words.deleted(name)),
    ...after,
  });

  return (
    <>
      <RowMenu label={words.actionsOf(name)}>
        {!verified && <MenuItem onClick={onProve}>{words.prove}</MenuItem>}
        <MenuItem onClick={() => toggle.mutate()}>
          {enabled ? words.disable : words.enable}
        </MenuItem>
        <MenuItem onClick={() => setDeleting(true)}>{texts.delete}</MenuItem>
      </RowMenu>
      {deleting && (
        <ConfirmDialog
          title={words.deleteTitle(name)}
          action={texts.delete}
          busy={remove.isPending}
          onConfirm={() => remove.mutate()}
          onCancel={() => setDeleting(false)}
        >
          {words.deleteBody}
        </ConfirmDialog>
      )}
    </>
  );
}
