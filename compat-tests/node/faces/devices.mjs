// Faces of the device list.
import { button, text, world } from './world.mjs';

/** A page of many devices, of which only those in view are in the document. */
const many = {
  items: Array.from({ length: 500 }, (_, at) => ({
    deviceId: `pump-${String(at + 1).padStart(3, '0')}`,
    status: 'enabled',
    connectionState: at % 7 === 0 ? 'Disconnected' : 'Connected',
    lastActivityTime: '2026-03-01T12:00:00Z',
    model: 'TX-100',
    firmware: '1.4.2',
    location: null,
    authenticationType: 'sas',
    health: at % 11 === 0 ? 'warning' : 'healthy',
  })),
  total: 12_345,
  page: 0,
  pageSize: 500,
};

async function toTheEndOfMany(page) {
  await page.getByRole('link', { name: 'pump-001' }).waitFor();
  const rows = await page.locator('main tbody tr').count();
  if (rows > 100) throw new Error(`${rows} rows are drawn`);
  await page.locator('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
}

export const faces = [
  { name: 'devices', path: 'devices', shows: (page) => text(page, world.device.deviceId) },
  {
    name: 'devices-many',
    path: 'devices?pageSize=500',
    meet: (page) => page.route('**/api/v1/devices?*', (call) => call.fulfill({ json: many })),
    act: toTheEndOfMany,
    shows: (page) => page.getByRole('link', { name: 'pump-500' }),
  },
  {
    name: 'devices-chosen',
    path: () => `devices?search=${world.device.deviceId}`,
    act: (page) => page.getByLabel(`Select ${world.device.deviceId}`).click(),
    shows: (page) => text(page, '1 selected'),
  },
  {
    name: 'devices-columns',
    path: () =>
      `devices?search=${world.device.deviceId}&columns=${encodeURIComponent(
        JSON.stringify(['health', 'tags.site', 'properties.reported.location']),
      )}`,
    shows: (page) => page.getByRole('cell', { name: '{"latitude":52.5,"longitude":13.4}' }),
  },
  {
    name: 'devices-columns-dialog',
    path: () => `devices?search=${world.device.deviceId}`,
    act: async (page) => {
      await button(page, 'Columns').click();
      await page.getByLabel('A property of the twin').fill('properties.reported.battery');
      await button(page, 'Add the property').click();
      await page.getByLabel('A property of the twin').fill('battery');
      await button(page, 'Add the property').click();
      await text(page, 'Begin with tags.').waitFor();
    },
    shows: (page) => button(page, 'Remove properties.reported.battery'),
  },
  {
    name: 'devices-views',
    path: 'devices',
    meet: (page) =>
      page.route('**/api/v1/device-views', (call) => call.fulfill({ json: deviceViews })),
    act: (page) => button(page, 'Views').click(),
    shows: (page) => page.getByRole('menuitem', { name: 'Low batteries' }),
  },
  {
    name: 'devices-views-save',
    path: 'devices',
    act: async (page) => {
      await button(page, 'Views').click();
      await page.getByRole('menuitem', { name: 'Save this view…' }).click();
      await button(page, 'Save').click();
    },
    shows: (page) => text(page, 'Use 1 to 64 characters'),
  },
  {
    name: 'devices-views-delete',
    path: 'devices',
    meet: (page) =>
      page.route('**/api/v1/device-views', (call) => call.fulfill({ json: deviceViews })),
    act: async (page) => {
      await button(page, 'Views').click();
      await page.getByRole('menuitem', { name: 'Delete views…' }).click();
    },
    shows: (page) => button(page, 'Delete Low batteries, which is for everybody'),
  },
  {
    name: 'devices-none',
    path: 'devices?search=no-such-device',
    shows: (page) => text(page, 'No device matches'),
  },
  {
    name: 'devices-loading',
    path: 'devices',
    meet: (page) => page.route('**/api/v1/devices?*', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'devices-error',
    path: 'devices',
    meet: (page) => page.route('**/api/v1/devices?*', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  {
    name: 'devices-new',
    path: 'devices',
    act: (page) => button(page, 'New device').click(),
    shows: (page) => page.getByRole('dialog'),
  },
  {
    name: 'devices-delete',
    path: () => `devices?search=${world.device.deviceId}`,
    act: async (page) => {
      await page.getByLabel(`Select ${world.device.deviceId}`).click();
      await button(page, 'Delete').click();
    },
    shows: (page) => button(page, 'Delete 1 device'),
  },
  {
    name: 'devices-all-chosen',
    path: 'devices?pageSize=25',
    meet: async (page) => {
      await page.route('**/api/v1/devices?*', async (call) => {
        const answer = await call.fetch();
        return call.fulfill({ response: answer, json: { ...(await answer.json()), total: 4321 } });
      });
    },
    act: async (page) => {
      await page.getByLabel('Select all devices on this page').click();
      await button(page, 'Select all 4,321 that match').click();
    },
    shows: (page) => text(page, '4,321 selected'),
  },
  {
    name: 'devices-delete-many',
    path: 'devices',
    act: async (page) => {
      await page.getByLabel('Select all devices on this page').click();
      await button(page, 'Delete').click();
    },
    shows: (page) => page.getByLabel(/^Type \d+ to confirm/),
  },
  {
    name: 'devices-change-failed',
    path: () => `devices?search=${world.device.deviceId}`,
    meet: (page) =>
      page.route('**/api/v1/bulk/devices', (call) =>
        call.fulfill({
          contentType: 'application/x-ndjson',
          body: [
            { type: 'failure', deviceId: 'odd', code: 'ServerError', message: 'it would not' },
            { type: 'aborted', total: 5000, done: 500, changed: 499, unchanged: 0, failed: 1 },
          ]
            .map((line) => `${JSON.stringify(line)}\n`)
            .join(''),
        }),
      ),
    act: async (page) => {
      await page.getByLabel(`Select ${world.device.deviceId}`).click();
      await button(page, 'Enable').click();
      await button(page, 'Enable 1 device').click();
    },
    shows: (page) => text(page, 'it would not'),
  },
  {
    name: 'devices-set-tags',
    path: () => `devices?search=${world.device.deviceId}`,
    act: async (page) => {
      await page.getByLabel(`Select ${world.device.deviceId}`).click();
      await button(page, 'Set tags').click();
    },
    shows: (page) => text(page, '1 device matches'),
  },
  {
    name: 'devices-filter',
    path: () => `devices?condition=deviceId = '${world.device.deviceId}' AND NOT IS_DEFINED(tags.a)`,
    shows: (page) => text(page, '1–1 of 1'),
  },
  {
    name: 'devices-filter-beyond-rows',
    path: () => `devices?condition=IN_GROUP('${world.group}')`,
    shows: (page) => text(page, '1–1 of 1'),
  },
  {
    name: 'devices-filter-wrong',
    path: 'devices?condition=tags.a ==',
    shows: (page) => text(page, 'The condition cannot be read'),
  },
];

const deviceView = {
  name: 'Low batteries',
  shared: true,
  definition: { health: 'critical', columns: ['health', 'properties.reported.battery'] },
  changedBy: 'admin',
  changedAt: '2026-03-01T12:00:00Z',
};

const deviceViews = {
  items: [deviceView, { ...deviceView, name: 'My pumps', shared: false }],
};
