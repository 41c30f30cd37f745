// Faces of deployments.
import { button, of, text, world } from './world.mjs';

const ID = '5f0c2c4e-3d3c-4d5e-9a53-6f8a2a0f7c11';

const show = (items) => (page) =>
  page.route('**/api/v1/deployments?*', (call) =>
    call.fulfill({ json: { items, total: items.length } }),
  );
async function showOne(page, change = {}) {
  await page.route(`**/api/v1/deployments/${ID}`, (call) =>
    call.fulfill({ json: { ...deployment, ...change } }),
  );
  await page.route(`**/api/v1/deployments/${ID}/devices?*`, (call) =>
    call.fulfill({ json: { items: devices, total: devices.length } }),
  );
}

export const faces = [
  {
    name: 'deployments',
    path: 'deployments',
    meet: (page) => show(list)(page),
    shows: (page) => text(page, '60 of 100'),
  },
  {
    name: 'deployments-empty',
    path: 'deployments',
    meet: show([]),
    shows: (page) => page.getByRole('heading', { name: 'No deployments yet' }),
  },
  {
    name: 'deployments-loading',
    path: 'deployments',
    meet: (page) => page.route('**/api/v1/deployments?*', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'deployments-error',
    path: 'deployments',
    meet: (page) => page.route('**/api/v1/deployments?*', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  {
    name: 'deployment-new-wrong',
    path: 'deployments',
    act: async (page) => {
      await button(page, 'New deployment').click();
      await page.getByRole('button', { name: 'Next', exact: true }).click();
    },
    shows: (page) => text(page, 'Choose a version.'),
  },
  {
    name: 'deployment-new-how',
    path: 'deployments',
    meet: meetWizard,
    act: async (page) => {
      await fillWhat(page);
      await page.getByLabel('Only at certain hours').click();
      await page.getByLabel('Waves, percent').fill('50, 10');
      await page.getByRole('button', { name: 'Next', exact: true }).click();
    },
    shows: (page) => text(page, /^Percentages that grow/),
  },
  {
    name: 'deployment-new-preview',
    path: 'deployments',
    meet: meetWizard,
    act: async (page) => {
      await fillWhat(page);
      await page.getByRole('button', { name: 'Next', exact: true }).click();
    },
    shows: (page) => text(page, '4 of 6 devices get it.'),
  },
  {
    name: 'deployment',
    path: `deployments/${ID}`,
    meet: (page) => showOne(page),
    shows: (page) => text(page, 'Downloading, 40 %'),
  },
  {
    name: 'deployment-paused',
    path: `deployments/${ID}?status=Failed&reason=NoSpace`,
    meet: (page) => showOne(page, { status: 'paused', reason: '12 of 100 devices failed' }),
    act: (page) => button(page, 'Roll back').click(),
    shows: (page) => text(page, /all at once/),
  },
  {
    name: 'deployment-error',
    path: `deployments/${ID}`,
    meet: (page) => page.route(`**/api/v1/deployments/${ID}`, (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  {
    name: 'no-such-deployment',
    path: `deployments/${ID}`,
    shows: (page) => text(page, 'There is no such deployment'),
  },
  {
    name: 'device-updates',
    path: () => of(world.device, 'updates'),
    meet: (page) =>
      page.route('**/updates', (call) =>
        call.fulfill({ json: { items: devices.slice(1), total: 2 } }),
      ),
    shows: (page) => page.getByRole('row').nth(1),
  },
  {
    name: 'device-updates-empty',
    path: () => of(world.device, 'updates'),
    shows: (page) => text(page, 'No updates yet'),
  },
];

async function meetWizard(page) {
  await page.route('**/api/v1/firmware', (call) =>
    call.fulfill({ json: { items: [{ id: '1', name: 'agent', version: '1.4.0' }] } }),
  );
  await page.route('**/api/v1/deployments/preview', (call) => call.fulfill({ json: preview }));
}

async function fillWhat(page) {
  await button(page, 'New deployment').click();
  await page.getByLabel('Name').fill('north');
  await page.getByLabel('Firmware').selectOption('agent 1.4.0');
  await page.getByLabel('For which devices').selectOption('Named devices');
  await page.getByLabel('Device ids').fill('pump-1');
  await page.getByRole('button', { name: 'Next', exact: true }).click();
}

const preview = {
  devices: 6,
  updated: 4,
  skipped: { AlreadyUpToDate: 1, Incompatible: 1 },
  waves: [1, 2, 4],
  items: [
    { deviceId: 'pump-1', fromVersion: '1.3.9', reason: null, message: null },
    { deviceId: 'pump-2', fromVersion: '1.4.0', reason: 'AlreadyUpToDate', message: null },
    { deviceId: 'pump-3', fromVersion: null, reason: 'Incompatible', message: 'model TX-9' },
  ],
};

const deployment = {
  id: ID,
  name: 'agent 1.4.0 in the north',
  firmwareId: '1',
  firmwareName: 'agent',
  version: '1.4.0',
  rollsBack: null,
  target: { devices: [], group: null, condition: "tags.site = 'north'" },
  plan: {},
  status: 'running',
  reason: null,
  wave: 1,
  waves: 3,
  restingUntil: null,
  createdBy: 'admin',
  createdAt: '2026-03-01T12:00:00Z',
  startAt: '2026-03-01T12:00:00Z',
  startedAt: '2026-03-01T12:00:00Z',
  endedAt: null,
  counts: { Queued: 30, InProgress: 10, Completed: 46, Failed: 3, Skipped: 11, Cancelled: 0 },
  endsPerMinute: 12.5,
  estimatedEnd: '2026-03-01T13:00:00Z',
  failures: [
    { status: 'Failed', reason: 'NoSpace', devices: 3, examples: ['pump-3', 'pump-7', 'pump-9'] },
    { status: 'Skipped', reason: 'AlreadyUpToDate', devices: 11, examples: ['pump-20'] },
  ],
};

const list = [
  deployment,
  { ...deployment, id: '2', name: 'yesterday', status: 'failed', endedAt: '2026-02-28T12:00:00Z' },
  { ...deployment, id: '3', name: 'undone', version: '', rollsBack: '2', status: 'completed' },
  { ...deployment, id: '4', name: 'tonight', status: 'scheduled', startedAt: null, counts: {} },
];

const update = {
  deploymentId: ID,
  deviceId: 'pump-1',
  version: '1.4.0',
  fromVersion: '1.3.9',
  wave: 1,
  status: 'InProgress',
  step: 'Downloading',
  percent: 40,
  reason: null,
  message: null,
  attempt: 2,
  ordered: true,
  passedOver: 0,
  lastPassedOver: null,
  startedAt: '2026-03-01T12:00:00Z',
  endedAt: null,
  updatedAt: '2026-03-01T12:00:00Z',
};

const devices = [
  update,
  {
    ...update,
    deploymentId: '6',
    deviceId: 'pump-2',
    status: 'Failed',
    step: null,
    percent: null,
    reason: 'NoSpace',
    message: '3 MB are free',
  },
  { ...update, deploymentId: '7', deviceId: 'pump-3', status: 'Completed', step: null, percent: null },
];
