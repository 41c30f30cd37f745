import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  Subtitle2,
  tokens,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { EnrolledCertificate, Enrollment } from '../../api/types';
import { Code } from '../../components/Code';
import { Facts } from '../../components/Facts';
import { SecretField } from '../../components/SecretField';
import { ErrorState, LoadingRows } from '../../components/States';
import { texts } from '../../lib/texts';
import { absoluteTime } from '../../lib/time';
import { derivedKey } from './derivedKey';
import { keysQuery } from './queries';
import type { Kind } from './search';

const words = texts.provisioning;

const useStyles = makeStyles({
  column: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

interface ProofsDialogProps {
  kind: Kind;
  enrollment: Enrollment;
  onClose: () => void;
}

/** What devices prove themselves with; of a group with keys also the key of one of its devices. */
export function ProofsDialog({
  kind,
  enrollment: { id, attestation },
  onClose,
}: ProofsDialogProps) {
  const styles = useStyles();
  const keys = useQuery(keysQuery(kind, id));
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.proofsTitle[attestation.type](id)}</DialogTitle>
          <DialogContent className={styles.column}>
            {keys.error && <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />}
            {keys.isPending && <LoadingRows rows={2} />}
            {keys.data && <Proofs kind={kind} attestation={keys.data} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{texts.close}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

interface ProofsProps {
  kind: Kind;
  attestation: Enrollment['attestation'];
}

function Proofs({ kind, attestation: { symmetricKey, x509, tpm } }: ProofsProps) {
  const { primaryKey, secondaryKey } = symmetricKey ?? {};
  const certificates = x509?.clientCertificates ?? x509?.signingCertificates;
  const authorities = x509?.caReferences;
  return (
    <>
      {primaryKey && secondaryKey && (
        <>
          <SecretField label={words.primaryKey} value={primaryKey} />
          <SecretField label={words.secondaryKey} value={secondaryKey} />
          {kind === 'groups' && <DerivedKey groupKey={primaryKey} />}
        </>
      )}
      {certificates && (
        <>
          <Shown title={words.firstCertificate} certificate={certificates.primary} />
          {certificates.secondary && (
            <Shown title={words.secondCertificate} certificate={certificates.secondary} />
          )}
        </>
      )}
      {authorities && (
        <Facts
          facts={[
            [words.primaryAuthority, authorities.primary],
            [words.secondaryAuthority, authorities.secondary ?? words.noSecond],
          ]}
        />
      )}
      {tpm && (
        <>
          <Code label={words.endorsementKey} text={tpm.endorsementKey} />
          {tpm.storageRootKey && <Code label={words.storageRootKey} text={tpm.storageRootKey} />}
        </>
      )}
    </>
  );
}

function Shown({ title, certificate }: { title: string; certificate: EnrolledCertificate }) {
  return (
    <section aria-label={title}>
      <Subtitle2 as="h2">{title}</Subtitle2>
      <Facts
        facts={[
          [words.certificateSubject, certificate.subject],
          [words.issuer, certificate.issuer],
          [words.thumbprint, certificate.thumbprint],
          [words.validUntil, absoluteTime(certificate.notAfter)],
        ]}
      />
    </section>
  );
}

function DerivedKey({ groupKey }: { groupKey: string }) {
  const [id, setId] = useState('');
  const [derived, setDerived] = useState<{ id: string; key: string }>();
  useEffect(() => {
    let current = true;
    if (id) void derivedKey(groupKey, id).then((key) => current && setDerived({ id, key }));
    return () => {
      current = false;
    };
  }, [groupKey, id]);
  return (
    <>
      <Field label={words.derive} hint={words.deriveHint}>
        <Input
          value={id}
          placeholder={words.registrationId}
          autoComplete="off"
          spellCheck={false}
          onChange={(_, { value }) => setId(value.trim())}
        />
      </Field>
      {derived?.id === id && <SecretField label={words.derivedKey} value={derived.key} />}
    </>
  );
}
