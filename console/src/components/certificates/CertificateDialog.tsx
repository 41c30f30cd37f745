import { Checkbox, Field, Input } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Authorities } from '../../api/authorities';
import type { CaCertificate } from '../../api/types';
import { FormDialog } from '../FormDialog';
import { ErrorState } from '../States';
import { useNotify } from '../useNotify';
import { texts } from '../../lib/texts';
import { PemField } from './PemField';

const words = texts.certificates;

const NAME = /^[A-Za-z0-9._-]{1,64}$/;

interface CertificateDialogProps {
  of: Authorities;
  onAdded: (added: CaCertificate) => void;
  onClose: () => void;
}

/** Takes up the certificate of an authority. */
export function CertificateDialog({ of, onAdded, onClose }: CertificateDialogProps) {
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [certificate, setCertificate] = useState('');
  const [verified, setVerified] = useState(false);
  const [tried, setTried] = useState(false);
  const invalid = !NAME.test(name);
  const missing = certificate.trim() === '';

  const save = useMutation({
    mutationFn: () => of.add({ name, certificate, verified }),
    onSuccess: (added) => {
      void queryClient.invalidateQueries({ queryKey: of.queryKey });
      notify.success(words.added(name));
      onAdded(added);
    },
  });

  const submit = () => {
    setTried(true);
    if (!invalid && !missing) save.mutate();
  };

  return (
    <FormDialog title={words.create} busy={save.isPending} onSubmit={submit} onClose={onClose}>
      {save.error && <ErrorState title={words.addFailed} error={save.error} />}
      <Field
        required
        label={words.name}
        validationMessage={tried && invalid ? words.nameInvalid : undefined}
      >
        <Input
          value={name}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(_, { value }) => setName(value)}
        />
      </Field>
      <PemField
        required
        label={words.text}
        value={certificate}
        problem={tried && missing ? words.missing : undefined}
        onChange={setCertificate}
      />
      <Checkbox
        label={words.vouch}
        checked={verified}
        onChange={(_, { checked }) => setVerified(checked === true)}
      />
    </FormDialog>
  );
}
