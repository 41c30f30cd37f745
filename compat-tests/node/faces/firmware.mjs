// Faces of the firmware library.
import { button, text } from './world.mjs';

export const faces = [
  {
    name: 'firmware',
    path: 'firmware',
    meet: (page) =>
      page.route('**/api/v1/firmware', (call) => call.fulfill({ json: { items: library } })),
    act: (page) => button(page, 'Actions for agent 1.4.0').click(),
    shows: (page) => page.getByRole('menuitem', { name: 'Details' }),
  },
  {
    name: 'firmware-details',
    path: 'firmware',
    meet: (page) =>
      page.route('**/api/v1/firmware', (call) => call.fulfill({ json: { items: library } })),
    act: async (page) => {
      await button(page, 'Actions for agent 1.4.0').click();
      await page.getByRole('menuitem', { name: 'Details' }).click();
    },
    shows: (page) => page.getByRole('dialog').getByText('"manifestVersion"'),
  },
  {
    name: 'firmware-empty',
    path: 'firmware',
    meet: (page) => page.route('**/api/v1/firmware', (call) => call.fulfill({ json: { items: [] } })),
    shows: (page) => page.getByRole('heading', { name: 'No firmware yet' }),
  },
  {
    name: 'firmware-loading',
    path: 'firmware',
    meet: (page) => page.route(/\/api\/v1\/firmware/, () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'firmware-error',
    path: 'firmware',
    meet: (page) => page.route(/\/api\/v1\/firmware/, (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  {
    name: 'firmware-upload',
    path: 'firmware',
    act: async (page) => {
      await button(page, 'Upload firmware').click();
      await page.getByRole('button', { name: 'Upload', exact: true }).click();
    },
    shows: (page) => text(page, 'Choose a file.'),
  },
  {
    name: 'firmware-uploading',
    path: 'firmware',
    meet: (page) => page.route('**/uploads/*/content', () => {}),
    act: async (page) => {
      await button(page, 'Upload firmware').click();
      await page.locator('input[type=file]').setInputFiles({
        name: 'agent-9.9.9.jar',
        mimeType: 'application/octet-stream',
        buffer: Buffer.alloc(3_000_000),
      });
      await page.getByRole('button', { name: 'Upload', exact: true }).click();
    },
    shows: (page) => page.getByText('of 3.0 MB'),
  },
  {
    name: 'firmware-own-key',
    path: 'firmware',
    act: (page) => button(page, 'A key of your own').click(),
    shows: (page) => page.getByLabel('A key of your own'),
  },
];

const version = {
  id: '0b0e8f0e-6f0c-4d6e-8a3c-0d5f5b9f2a10',
  name: 'agent',
  version: '1.4.0',
  description: 'Reads the new sensors',
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  size: 5_242_880,
  models: ['TX-100', 'TX-200'],
  minimumVersion: '1.0.0',
  hardwareRevisions: ['B'],
  uploadedAt: '2026-03-01T12:00:00Z',
  uploadedBy: 'admin',
  manifest: '{"manifestVersion":1,"name":"agent","version":"1.4.0"}',
  signature: 'q'.repeat(86) + '==',
};

const library = [
  version,
  { ...version, id: '1', version: '1.3.9', models: [], minimumVersion: null },
];
