import { describe, expect, it } from 'vitest';
import type { Enrollment } from '../../api/types';
import { draftOf, faultsOf, formOf } from './form';

const enrollment: Enrollment = {
  id: 'pumps',
  status: 'disabled',
  attestation: {
    type: 'symmetricKey',
    symmetricKey: { primaryKey: null, secondaryKey: null },
    x509: null,
    tpm: null,
  },
  deviceId: null,
  edge: true,
  hubs: ['a.example.com', 'b.example.com'],
  allocationPolicy: 'hashed',
  allocationWebhook: null,
  allocationApiVersion: null,
  updateHubAssignment: true,
  migrateDeviceData: false,
  initialTwin: { tags: { site: 'north' } },
  information: { order: 7 },
  expiresAt: '2030-01-31T12:00:00Z',
  registration: null,
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
  etag: '1',
};

describe('enrollment form', () => {
  it('gives back what an enrollment was made of, with what it does not show', () => {
    expect(draftOf('groups', formOf(enrollment), enrollment)).toEqual({
      status: 'disabled',
      attestation: { type: 'symmetricKey' },
      edge: true,
      allocationPolicy: 'hashed',
      information: { order: 7 },
      hubs: ['a.example.com', 'b.example.com'],
      updateHubAssignment: true,
      migrateDeviceData: false,
      initialTwin: { tags: { site: 'north' } },
      expiresAt: '2030-01-31T12:00:00.000Z',
    });
  });

  it('makes a new one with keys that are typed or left to the server', () => {
    const form = { ...formOf(undefined), id: 'a', primaryKey: 'a2V5' };
    expect(draftOf('enrollments', form, undefined)).toEqual({
      attestation: {
        type: 'symmetricKey',
        symmetricKey: { primaryKey: 'a2V5', secondaryKey: '' },
      },
      edge: false,
      allocationPolicy: 'hashed',
      hubs: [],
      updateHubAssignment: true,
      migrateDeviceData: true,
    });
  });

  it('says what is wrong', () => {
    const wrong = { ...formOf(undefined), id: 'a b', primaryKey: '%', initialTwin: '[]' };
    expect(Object.keys(faultsOf('groups', wrong, undefined))).toEqual([
      'id',
      'primaryKey',
      'initialTwin',
    ]);
    expect(faultsOf('groups', { ...formOf(undefined), id: 'device-1' }, undefined)).toEqual({});
  });

  it('asks for what the choice of the hub needs', () => {
    const form = { ...formOf(undefined), id: 'a' };
    expect(faultsOf('groups', { ...form, allocation: 'static' }, undefined)).toHaveProperty('hubs');
    for (const webhook of ['', 'allocate.example.com', 'https://user@example.com/']) {
      const asked = { ...form, allocation: 'custom' as const, webhook };
      expect(faultsOf('groups', asked, undefined), webhook).toHaveProperty('webhook');
    }
    const asked = {
      ...form,
      allocation: 'custom' as const,
      webhook: 'https://allocate.example.com/hub',
      apiVersion: '2021-10-01',
      hubs: ['south'],
    };
    expect(faultsOf('groups', asked, undefined)).toEqual({});
    expect(draftOf('groups', asked, undefined)).toMatchObject({
      allocationPolicy: 'custom',
      allocationWebhook: 'https://allocate.example.com/hub',
      allocationApiVersion: '2021-10-01',
      hubs: ['south'],
    });
    expect(draftOf('groups', { ...asked, allocation: 'hashed' }, undefined)).not.toHaveProperty(
      'allocationWebhook',
    );
  });

  it.each(['{"properties":{"reported":{}}}', '{"tags":[]}', '{"desired":{}}'])(
    'takes no initial twin like %s',
    (initialTwin) => {
      const form = { ...formOf(undefined), id: 'a', initialTwin };
      expect(Object.keys(faultsOf('groups', form, undefined))).toEqual(['initialTwin']);
    },
  );

  it('sends certificates as what they are for a group, and for a device', () => {
    const form = {
      ...formOf(undefined),
      id: 'a',
      attestation: 'x509' as const,
      signedBy: 'signingCertificates' as const,
      primaryCertificate: 'PEM',
    };
    expect(draftOf('groups', form, undefined).attestation).toEqual({
      type: 'x509',
      x509: { signingCertificates: { primary: { certificate: 'PEM' } } },
    });
    expect(
      draftOf('enrollments', { ...form, secondaryCertificate: 'PEM 2' }, undefined).attestation,
    ).toEqual({
      type: 'x509',
      x509: {
        clientCertificates: {
          primary: { certificate: 'PEM' },
          secondary: { certificate: 'PEM 2' },
        },
      },
    });
  });

  it('names authorities for a group, and a TPM for a device', () => {
    const group = { ...formOf(undefined), id: 'a', attestation: 'x509' as const };
    expect(faultsOf('groups', group, undefined)).toHaveProperty('primaryAuthority');
    expect(
      draftOf('groups', { ...group, primaryAuthority: 'factory' }, undefined).attestation,
    ).toEqual({ type: 'x509', x509: { caReferences: { primary: 'factory' } } });
    const device = { ...formOf(undefined), id: 'a', attestation: 'tpm' as const };
    expect(faultsOf('enrollments', device, undefined)).toHaveProperty('endorsementKey');
    expect(
      draftOf('enrollments', { ...device, endorsementKey: 'AToA' }, undefined).attestation,
    ).toEqual({ type: 'tpm', tpm: { endorsementKey: 'AToA' } });
  });

  it('asks nothing of an attestation that stays as it is', () => {
    const before = {
      ...enrollment,
      attestation: { ...enrollment.attestation, type: 'tpm' as const },
    };
    expect(faultsOf('enrollments', formOf(before), before)).toEqual({});
  });
});
