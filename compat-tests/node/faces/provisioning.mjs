// Faces of provisioning.
import { button, text } from './world.mjs';

const list = (name) => `**/api/v1/provisioning/${name}?*`;
const show = (name, items) => (page) =>
  page.route(list(name), (call) => call.fulfill({ json: { items, next: null } }));

export const faces = [
  {
    name: 'enrollment-groups',
    path: 'provisioning',
    meet: (page) => show('groups', groups)(page),
    act: (page) => button(page, 'Actions for pumps-north').click(),
    shows: (page) => page.getByRole('menuitem', { name: 'Keys' }),
  },
  {
    name: 'enrollment-groups-empty',
    path: 'provisioning',
    meet: show('groups', []),
    shows: (page) => page.getByRole('heading', { name: 'No enrollment groups yet' }),
  },
  {
    name: 'enrollment-groups-none',
    path: 'provisioning?search=no-such-group&status=disabled',
    shows: (page) => text(page, 'Nothing matches'),
  },
  {
    name: 'enrollment-groups-loading',
    path: 'provisioning',
    meet: (page) => page.route(list('groups'), () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'enrollment-groups-error',
    path: 'provisioning',
    meet: (page) => page.route(list('groups'), (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  {
    name: 'enrollment-group-new-wrong',
    path: 'provisioning',
    act: async (page) => {
      await button(page, 'New enrollment group').click();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
    },
    shows: (page) => text(page, /^Use 1 to 128 letters/),
  },
  {
    name: 'enrollment-group-keys',
    path: 'provisioning',
    meet: async (page) => {
      await show('groups', groups)(page);
      await page.route('**/keys', (call) =>
        call.fulfill({
          json: {
            type: 'symmetricKey',
            symmetricKey: { primaryKey: 'cHJpbWFyeQ==', secondaryKey: 'c2Vjb25kYXJ5' },
          },
        }),
      );
    },
    act: async (page) => {
      await button(page, 'Actions for pumps-north').click();
      await page.getByRole('menuitem', { name: 'Keys' }).click();
      await page.getByLabel('Key of a device of the group').fill('pump-7');
    },
    shows: (page) => page.getByLabel('Derived key', { exact: true }),
  },
  {
    name: 'enrollment-group-new-x509',
    path: 'provisioning',
    meet: (page) =>
      page.route('**/provisioning/certificates', (call) => call.fulfill({ json: authorities })),
    act: async (page) => {
      await button(page, 'New enrollment group').click();
      await page.getByLabel('Attestation').selectOption('X.509');
      await button(page, 'Save').click();
    },
    shows: (page) => text(page, /^Choose an authority\. /),
  },
  {
    name: 'enrollment-group-new-allocation',
    path: 'provisioning',
    act: async (page) => {
      await button(page, 'New enrollment group').click();
      await page.getByLabel('Hub of a device', { exact: true }).selectOption('custom');
      await button(page, 'Save').click();
    },
    shows: (page) => text(page, /^A web address is needed/),
  },
  {
    name: 'enrollment-group-new-certificate',
    path: 'provisioning',
    act: async (page) => {
      await button(page, 'New enrollment group').click();
      await page.getByLabel('Attestation').selectOption('X.509');
      await page.getByRole('radio', { name: /own$/ }).click();
    },
    shows: (page) => page.getByLabel('Second certificate (PEM)').first(),
  },
  {
    name: 'enrollment-new-tpm',
    path: 'provisioning?tab=enrollments',
    act: async (page) => {
      await button(page, 'New enrollment').click();
      await page.getByLabel('Attestation').selectOption('TPM');
    },
    shows: (page) => page.getByLabel('Storage root key'),
  },
  {
    name: 'enrollment-group-certificates',
    path: 'provisioning',
    meet: async (page) => {
      await show('groups', [{ ...enrollment, attestation: x509 }])(page);
      await page.route('**/keys', (call) => call.fulfill({ json: x509 }));
    },
    act: async (page) => {
      await button(page, 'Actions for pumps-north').click();
      await page.getByRole('menuitem', { name: 'Certificates' }).click();
    },
    shows: (page) => text(page, 'CN=Pumps intermediate'),
  },
  {
    name: 'provisioning-authorities',
    path: 'provisioning?tab=authorities',
    meet: (page) =>
      page.route('**/provisioning/certificates', (call) => call.fulfill({ json: authorities })),
    shows: (page) => text(page, 'Not verified'),
  },
  {
    name: 'provisioning-authorities-proof',
    path: 'provisioning?tab=authorities',
    meet: (page) =>
      page.route('**/provisioning/certificates', (call) => call.fulfill({ json: authorities })),
    act: async (page) => {
      await button(page, 'Actions for assembly').click();
      await page.getByRole('menuitem', { name: 'Prove possession…' }).click();
    },
    shows: (page) => page.getByLabel('Signed certificate (PEM)').first(),
  },
  {
    name: 'provisioning-authorities-empty',
    path: 'provisioning?tab=authorities',
    meet: (page) =>
      page.route('**/provisioning/certificates', (call) => call.fulfill({ json: { items: [] } })),
    shows: (page) => text(page, 'No certificate authorities'),
  },
  {
    name: 'provisioning-hubs',
    path: 'provisioning?tab=hubs',
    shows: (page) => page.getByRole('cell', { name: '100%' }),
  },
  {
    name: 'enrollments',
    path: 'provisioning?tab=enrollments',
    meet: (page) => show('enrollments', enrollments)(page),
    shows: (page) => page.getByRole('row').nth(1),
  },
  {
    name: 'registrations',
    path: 'provisioning?tab=registrations&group=pumps-north',
    meet: (page) => show('registrations', [registration])(page),
    shows: (page) => page.getByRole('link', { name: 'pump-7' }),
  },
  {
    name: 'registrations-empty',
    path: 'provisioning?tab=registrations',
    meet: show('registrations', []),
    shows: (page) => text(page, 'No device has registered yet'),
  },
];

const registration = {
  registrationId: 'pump-7',
  enrollmentGroup: 'pumps-north',
  deviceId: 'pump-7',
  hub: 'main',
  assignedHub: 'hub.example.com',
  attestationType: 'symmetricKey',
  substatus: 'initialAssignment',
  createdAt: '2026-03-01T12:00:00Z',
  updatedAt: '2026-03-01T12:00:00Z',
  etag: '1',
};

const enrollment = {
  id: 'pumps-north',
  status: 'enabled',
  attestation: { type: 'symmetricKey', symmetricKey: {} },
  deviceId: null,
  edge: false,
  hubs: [],
  allocationPolicy: 'hashed',
  updateHubAssignment: true,
  migrateDeviceData: true,
  initialTwin: null,
  information: null,
  expiresAt: null,
  registration: null,
  createdAt: '2026-03-01T12:00:00Z',
  updatedAt: '2026-03-01T12:00:00Z',
  etag: '1',
};

const x509 = {
  type: 'x509',
  symmetricKey: null,
  x509: {
    clientCertificates: null,
    signingCertificates: {
      primary: {
        subject: 'CN=Pumps intermediate',
        issuer: 'CN=Pumps root',
        thumbprint: '5A0C9C3F2D3B4E5F60718293A4B5C6D7E8F90A1B',
        notBefore: '2026-01-01T00:00:00Z',
        notAfter: '2036-01-01T00:00:00Z',
      },
      secondary: null,
    },
    caReferences: null,
  },
  tpm: null,
};

const authority = {
  name: 'factory',
  subject: 'CN=Factory root',
  issuer: 'CN=Factory root',
  sha1Thumbprint: '5A0C9C3F2D3B4E5F60718293A4B5C6D7E8F90A1B',
  sha256Thumbprint: '5A0C9C3F2D3B4E5F60718293A4B5C6D7E8F90A1B5A0C9C3F2D3B4E5F60718293',
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2036-01-01T00:00:00Z',
  verified: true,
  enabled: true,
  verificationCode: null,
  createdAt: '2026-03-01T12:00:00Z',
  updatedAt: '2026-03-01T12:00:00Z',
  certificate: '-----BEGIN CERTIFICATE-----',
};

const authorities = {
  items: [
    authority,
    {
      ...authority,
      name: 'assembly',
      subject: 'CN=Assembly line',
      verified: false,
      verificationCode: '7B1E5D0C3F2A4968',
    },
  ],
};

const groups = [
  enrollment,
  {
    ...enrollment,
    id: 'pumps-south',
    status: 'disabled',
    hubs: ['south.example.com'],
    expiresAt: '2030-01-31T12:00:00Z',
  },
];

const enrollments = [
  {
    ...enrollment,
    id: 'gateway',
    deviceId: 'gateway-1',
    registration: { ...registration, deviceId: 'gateway-1', enrollmentGroup: null },
  },
  { ...enrollment, id: 'spare', attestation: { type: 'tpm' } },
];
