import type { Enrollment, EnrollmentDraft } from '../../api/types';
import { formatJson, isObject, parseJsonObject, type JsonObject } from '../../lib/json';
import { oneOf } from '../../lib/oneOf';
import { texts } from '../../lib/texts';
import type { Kind } from './search';

const words = texts.provisioning;

const ID = /^[A-Za-z0-9._:-]{0,127}[A-Za-z0-9-]$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const WEB_ADDRESS = /^https?:\/\/[^/@\s]+(\/\S*)?$/;
const MAX_ADDRESS = 2_000;

export const ATTESTATIONS = ['symmetricKey', 'x509', 'tpm'] as const;
/** By what the certificates of a group's devices are known. */
export const SIGNED_BY = ['caReferences', 'signingCertificates'] as const;
/** By what the hub of a device is chosen. */
export const ALLOCATIONS = ['hashed', 'geoLatency', 'static', 'custom'] as const;
export const REPROVISIONINGS = ['migrate', 'reset', 'never'] as const;

/** An enrollment, or a group of them, as somebody types it. */
export interface EnrollmentForm {
  id: string;
  deviceId: string;
  attestation: (typeof ATTESTATIONS)[number];
  primaryKey: string;
  secondaryKey: string;
  signedBy: (typeof SIGNED_BY)[number];
  /** Names of certificate authorities. */
  primaryAuthority: string;
  secondaryAuthority: string;
  /** PEM, or base64 of DER. */
  primaryCertificate: string;
  secondaryCertificate: string;
  endorsementKey: string;
  storageRootKey: string;
  allocation: (typeof ALLOCATIONS)[number];
  /** Names or host names; none: all. */
  hubs: readonly string[];
  /** The program that is asked, with the allocation `custom`. */
  webhook: string;
  apiVersion: string;
  edge: boolean;
  reprovisioning: (typeof REPROVISIONINGS)[number];
  initialTwin: string;
  /** As the browser's field for date and time has it: in the time zone of who looks. */
  expiresAt: string;
}

export function formOf(enrollment: Enrollment | undefined): EnrollmentForm {
  const { updateHubAssignment = true, migrateDeviceData = true } = enrollment ?? {};
  return {
    id: enrollment?.id ?? '',
    deviceId: enrollment?.deviceId ?? '',
    attestation: enrollment?.attestation.type ?? 'symmetricKey',
    primaryKey: '',
    secondaryKey: '',
    signedBy: 'caReferences',
    primaryAuthority: '',
    secondaryAuthority: '',
    primaryCertificate: '',
    secondaryCertificate: '',
    endorsementKey: '',
    storageRootKey: '',
    allocation: oneOf(ALLOCATIONS, enrollment?.allocationPolicy) ?? 'hashed',
    hubs: enrollment?.hubs ?? [],
    webhook: enrollment?.allocationWebhook ?? '',
    apiVersion: enrollment?.allocationApiVersion ?? '',
    edge: enrollment?.edge ?? false,
    reprovisioning: !updateHubAssignment ? 'never' : migrateDeviceData ? 'migrate' : 'reset',
    initialTwin: enrollment?.initialTwin ? formatJson(enrollment.initialTwin) : '',
    expiresAt: enrollment?.expiresAt ? localTime(new Date(enrollment.expiresAt)) : '',
  };
}

/** What is wrong with a form; how an enrollment's devices prove themselves is asked for only when it is made. */
export function faultsOf(
  kind: Kind,
  form: EnrollmentForm,
  before: Enrollment | undefined,
): Partial<Record<keyof EnrollmentForm, string>> {
  const twin = twinOf(form);
  return {
    ...(!ID.test(form.id) && { id: words.idInvalid }),
    ...(!before && attestationFaults(kind, form)),
    ...allocationFaults(form),
    ...(twin && !twin.ok && { initialTwin: twin.message }),
  };
}

function allocationFaults({
  allocation,
  hubs,
  webhook,
}: EnrollmentForm): Partial<Record<keyof EnrollmentForm, string>> {
  switch (allocation) {
    case 'static':
      return hubs.length === 0 ? { hubs: words.hubMissing } : {};
    case 'custom':
      return webhook.length > MAX_ADDRESS || !WEB_ADDRESS.test(webhook)
        ? { webhook: words.webhookInvalid }
        : {};
    case 'hashed':
    case 'geoLatency':
      return {};
  }
}

function attestationFaults(
  kind: Kind,
  form: EnrollmentForm,
): Partial<Record<keyof EnrollmentForm, string>> {
  switch (form.attestation) {
    case 'symmetricKey':
      return {
        ...(!BASE64.test(form.primaryKey) && { primaryKey: words.keyInvalid }),
        ...(!BASE64.test(form.secondaryKey) && { secondaryKey: words.keyInvalid }),
      };
    case 'x509':
      if (byAuthority(kind, form)) {
        return form.primaryAuthority ? {} : { primaryAuthority: words.authorityMissing };
      }
      return form.primaryCertificate.trim() ? {} : { primaryCertificate: words.certificateMissing };
    case 'tpm':
      return {
        ...(!(form.endorsementKey && BASE64.test(form.endorsementKey)) && {
          endorsementKey: words.tpmKeyInvalid,
        }),
        ...(!BASE64.test(form.storageRootKey) && { storageRootKey: words.tpmKeyInvalid }),
      };
  }
}

/** Whether a group's devices are known by authorities that were proved, rather than by certificates of the group's own. */
export function byAuthority(kind: Kind, form: EnrollmentForm): boolean {
  return kind === 'groups' && form.signedBy === 'caReferences';
}

function attestationDraft(kind: Kind, form: EnrollmentForm): EnrollmentDraft['attestation'] {
  const { primaryKey, secondaryKey, endorsementKey, storageRootKey } = form;
  switch (form.attestation) {
    case 'symmetricKey':
      return { type: 'symmetricKey', symmetricKey: { primaryKey, secondaryKey } };
    case 'tpm':
      return { type: 'tpm', tpm: { endorsementKey, ...(storageRootKey && { storageRootKey }) } };
    case 'x509':
      if (byAuthority(kind, form)) {
        const { primaryAuthority: primary, secondaryAuthority: secondary } = form;
        return {
          type: 'x509',
          x509: { caReferences: { primary, ...(secondary && { secondary }) } },
        };
      }
      return {
        type: 'x509',
        x509: {
          [kind === 'groups' ? 'signingCertificates' : 'clientCertificates']: {
            primary: { certificate: form.primaryCertificate },
            ...(form.secondaryCertificate.trim() && {
              secondary: { certificate: form.secondaryCertificate },
            }),
          },
        },
      };
  }
}

/** What is sent; of an enrollment that is edited all that the form does not show stays as it was. */
export function draftOf(
  kind: Kind,
  form: EnrollmentForm,
  before: Enrollment | undefined,
): EnrollmentDraft {
  const twin = twinOf(form);
  return {
    attestation: before ? { type: before.attestation.type } : attestationDraft(kind, form),
    ...(before && {
      status: before.status,
      ...(before.information && { information: before.information }),
    }),
    ...(kind === 'enrollments' && form.deviceId && { deviceId: form.deviceId }),
    edge: form.edge,
    allocationPolicy: form.allocation,
    ...(form.allocation === 'custom' && {
      allocationWebhook: form.webhook,
      ...(form.apiVersion && { allocationApiVersion: form.apiVersion }),
    }),
    hubs: [...form.hubs],
    updateHubAssignment: form.reprovisioning !== 'never',
    migrateDeviceData: form.reprovisioning !== 'reset',
    ...(twin?.ok && { initialTwin: twin.value }),
    ...(form.expiresAt && { expiresAt: new Date(form.expiresAt).toISOString() }),
  };
}

export function attestationOf({ attestation }: Pick<Enrollment, 'attestation'>): string {
  return words.attestations[attestation.type] ?? attestation.type;
}

function twinOf({ initialTwin }: EnrollmentForm) {
  if (!initialTwin.trim()) return undefined;
  const twin = parseJsonObject(initialTwin, texts.jsonNotAnObject);
  return twin.ok && !isTwin(twin.value) ? { ok: false as const, message: words.twinInvalid } : twin;
}

/** Whether it has tags and desired properties, and nothing that a device reports. */
function isTwin({ tags = {}, properties = {}, ...rest }: JsonObject): boolean {
  if (!isObject(tags) || !isObject(properties)) return false;
  const { desired = {}, ...others } = properties;
  return isObject(desired) && Object.keys({ ...rest, ...others }).length === 0;
}

function localTime(at: Date): string {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
