import { Field, Input, Radio, RadioGroup, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { authoritiesOfProvisioning, authoritiesQuery } from '../../api/authorities';
import { PemField } from '../../components/certificates/PemField';
import { oneOf } from '../../lib/oneOf';
import { texts } from '../../lib/texts';
import { ATTESTATIONS, byAuthority, SIGNED_BY, type EnrollmentForm } from './form';
import type { Kind } from './search';

const words = texts.provisioning;

interface AttestationFieldsProps {
  kind: Kind;
  form: EnrollmentForm;
  faults: Partial<Record<keyof EnrollmentForm, string>>;
  onChange: (change: Partial<EnrollmentForm>) => void;
}

/** How devices prove themselves: what is asked for depends on the way. */
export function AttestationFields(props: AttestationFieldsProps) {
  const { kind, form, onChange } = props;
  return (
    <>
      <Field label={words.attestation} hint={words.attestationHint[form.attestation]}>
        <Select
          value={form.attestation}
          onChange={(_, { value }) =>
            onChange({ attestation: oneOf(ATTESTATIONS, value) ?? 'symmetricKey' })
          }
        >
          {ATTESTATIONS.filter((each) => each !== 'tpm' || kind === 'enrollments').map((each) => (
            <option key={each} value={each}>
              {words.attestations[each]}
            </option>
          ))}
        </Select>
      </Field>
      {form.attestation === 'symmetricKey' && (
        <>
          <KeyField {...props} name="primaryKey" label={words.primaryKey} hint={words.keyHint} />
          <KeyField
            {...props}
            name="secondaryKey"
            label={words.secondaryKey}
            hint={words.keyHint}
          />
        </>
      )}
      {form.attestation === 'x509' && <CertificateFields {...props} />}
      {form.attestation === 'tpm' && (
        <>
          <KeyField
            {...props}
            required
            name="endorsementKey"
            label={words.endorsementKey}
            hint={words.endorsementKeyHint}
          />
          <KeyField
            {...props}
            name="storageRootKey"
            label={words.storageRootKey}
            hint={words.storageRootKeyHint}
          />
        </>
      )}
    </>
  );
}

interface KeyFieldProps extends AttestationFieldsProps {
  name: 'primaryKey' | 'secondaryKey' | 'endorsementKey' | 'storageRootKey';
  label: string;
  hint: string;
  required?: boolean;
}

function KeyField({ name, label, hint, required = false, form, faults, onChange }: KeyFieldProps) {
  return (
    <Field required={required} label={label} hint={hint} validationMessage={faults[name]}>
      <Input
        value={form[name]}
        autoComplete="off"
        spellCheck={false}
        onChange={(_, { value }) => onChange({ [name]: value.trim() })}
      />
    </Field>
  );
}

function CertificateFields({ kind, form, faults, onChange }: AttestationFieldsProps) {
  return (
    <>
      {kind === 'groups' && (
        <Field label={words.signedBy}>
          <RadioGroup
            value={form.signedBy}
            onChange={(_, { value }) =>
              onChange({ signedBy: oneOf(SIGNED_BY, value) ?? 'caReferences' })
            }
          >
            {SIGNED_BY.map((each) => (
              <Radio key={each} value={each} label={words.signers[each]} />
            ))}
          </RadioGroup>
        </Field>
      )}
      {byAuthority(kind, form) ? (
        <AuthorityFields form={form} faults={faults} onChange={onChange} />
      ) : (
        <>
          <PemField
            required
            label={words.primaryCertificate[kind]}
            value={form.primaryCertificate}
            problem={faults.primaryCertificate}
            onChange={(primaryCertificate) => onChange({ primaryCertificate })}
          />
          <PemField
            label={words.secondaryCertificate}
            value={form.secondaryCertificate}
            onChange={(secondaryCertificate) => onChange({ secondaryCertificate })}
          />
        </>
      )}
    </>
  );
}

function AuthorityFields({ form, faults, onChange }: Omit<AttestationFieldsProps, 'kind'>) {
  const { data } = useQuery(authoritiesQuery(authoritiesOfProvisioning));
  const options = data?.items.map(({ name }) => <option key={name}>{name}</option>);
  return (
    <>
      <Field required label={words.primaryAuthority} validationMessage={faults.primaryAuthority}>
        <Select
          value={form.primaryAuthority}
          onChange={(_, { value }) => onChange({ primaryAuthority: value })}
        >
          <option value="">{words.chooseAuthority}</option>
          {options}
        </Select>
      </Field>
      <Field label={words.secondaryAuthority} hint={words.authorityHint}>
        <Select
          value={form.secondaryAuthority}
          onChange={(_, { value }) => onChange({ secondaryAuthority: value })}
        >
          <option value="">{words.noSecond}</option>
          {options}
        </Select>
      </Field>
    </>
  );
}
