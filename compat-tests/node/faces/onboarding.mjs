// Manufacturing records, customers, the technician's portal and the page for who owns a device.
import { button, text, world } from './world.mjs';

const imported = {
  id: '7b0f5a52-6a4f-4f0e-9a43-0d1f8a3d2c11',
  at: '2026-03-01T12:00:00Z',
  by: 'admin',
  rows: 100_000,
  created: 99_900,
  updated: 50,
  unchanged: 30,
  refused: 20,
  errors: Array.from({ length: 20 }, (_, row) => ({
    line: row + 7,
    serial: `SN-${row}`,
    code: 'MacTaken',
    message: 'the MAC address 00:1A:2B:3C:4D:5E is that of SN-4711',
  })),
};

/** What would have been handed out for the device that is online already. */
const onboarded = () => ({
  serial: world.device.deviceId,
  deviceId: world.device.deviceId,
  model: 'TX-100',
  hostName: 'hub.example.com',
  idScope: null,
  checks: [],
  connectionString: `HostName=hub.example.com;DeviceId=${world.device.deviceId};SharedAccessKey=c2VjcmV0`,
  primaryKey: 'c2VjcmV0',
  secondaryKey: 'c2VjcmV0',
  certificate: null,
  authority: null,
  thumbprint: null,
  endorsementKey: null,
});

const byTpm = () => ({
  ...onboarded(),
  idScope: '0ne00AB12CD',
  connectionString: null,
  primaryKey: null,
  secondaryKey: null,
  endorsementKey: 'AToAAQALAAMAsgAg'.repeat(26),
});

async function lookAtLabel(page) {
  await page.getByLabel('Serial number or MAC address').fill(`record-${world.device.deviceId}`);
  await button(page, 'Check').click();
  await text(page, 'Certificate: Not needed').waitFor();
}

export const faces = [
  {
    name: 'records',
    path: () => `records?search=${world.device.deviceId}`,
    shows: (page) => text(page, 'Only for axe'),
  },
  {
    name: 'records-none',
    path: 'records?search=no-such-record',
    shows: (page) => text(page, 'No record matches'),
  },
  {
    name: 'records-error',
    path: 'records',
    meet: (page) => page.route('**/api/v1/records?*', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  {
    name: 'customers',
    path: 'customers?search=axe',
    shows: (page) => text(page, 'Only for axe'),
  },
  {
    name: 'customers-none',
    path: 'customers?search=nobody',
    shows: (page) => text(page, 'No customer'),
  },
  {
    name: 'records-import',
    path: 'records',
    act: (page) => button(page, 'Import CSV').click(),
    shows: (page) => page.getByRole('dialog'),
  },
  {
    name: 'records-imported',
    path: 'records',
    meet: (page) =>
      page.route('**/api/v1/records/import', (call) => call.fulfill({ json: imported })),
    act: async (page) => {
      await button(page, 'Import CSV').click();
      await page.getByLabel('CSV file').setInputFiles({
        name: 'built.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('serial'),
      });
      await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click();
    },
    shows: (page) => text(page, 'Refused rows'),
  },
  {
    name: 'records-claim-code',
    path: () => `records?search=${world.device.deviceId}`,
    act: async (page) => {
      await page.getByRole('button', { name: /^Actions for/ }).click();
      await page.getByRole('menuitem', { name: 'Claim code…' }).click();
    },
    shows: (page) => button(page, 'Make the code'),
  },
  { name: 'onboard', path: 'onboard', shows: (page) => button(page, 'Check') },
  {
    name: 'onboard-refused',
    path: 'onboard',
    act: async (page) => {
      await page.getByLabel('Serial number or MAC address').fill('nobody');
      await button(page, 'Check').click();
    },
    shows: (page) => text(page, 'This device cannot be onboarded'),
  },
  {
    name: 'onboard-checked',
    path: 'onboard',
    act: (page) => lookAtLabel(page),
    shows: (page) => text(page, 'Certificate: Not needed'),
  },
  {
    name: 'onboard-done',
    path: 'onboard',
    meet: (page) =>
      page.route('**/api/v1/onboarding', (call) => call.fulfill({ status: 201, json: onboarded() })),
    act: async (page) => {
      await lookAtLabel(page);
      await page.getByRole('button', { name: 'Onboard', exact: true }).click();
    },
    shows: (page) => text(page, 'The device is online.'),
  },
  {
    name: 'onboard-enrolled',
    path: 'onboard',
    meet: (page) =>
      page.route('**/api/v1/onboarding', (call) => call.fulfill({ status: 201, json: byTpm() })),
    act: async (page) => {
      await page.getByRole('radio', { name: 'by the provisioning service' }).check();
      await lookAtLabel(page);
      await page.getByRole('button', { name: 'Onboard', exact: true }).click();
    },
    shows: (page) => text(page, 'Waiting for the device to ask the provisioning service…'),
  },
  { name: 'claim', path: 'claim', shows: (page) => button(page, 'Register') },
  {
    name: 'claim-slip',
    path: 'claim',
    act: async (page) => {
      await page.getByLabel('Code').fill('0000-0000-0000-0001');
      await button(page, 'Register').click();
    },
    meet: (page) =>
      page.route('**/api/v1/claims', (call) =>
        call.fulfill({
          status: 400,
          contentType: 'application/problem+json',
          json: { title: 'ClaimCodeMistyped', status: 400, code: 'ClaimCodeMistyped', detail: '' },
        }),
      ),
    shows: (page) => text(page, 'There is a slip in this code'),
  },
];
