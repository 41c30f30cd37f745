// Faces of reports and their print.
import { button, text, world } from './world.mjs';

const schedule = {
  name: 'weekly',
  report: 'compliance',
  format: 'xlsx',
  condition: '',
  group: '',
  tags: [],
  version: '',
  recipients: ['operations@example.com'],
  every: 'week',
  on: 1,
  at: '07:00',
  zone: 'Europe/Berlin',
  enabled: true,
  changedBy: 'admin',
  nextAt: '2026-03-02T06:00:00Z',
  attempts: 0,
  lastAt: '2026-02-23T06:00:03Z',
  lastError: null,
};

const schedules = {
  mail: false,
  items: [
    { ...schedule, name: 'failing', lastError: 'the mail server did not take it' },
    { ...schedule, name: 'fresh', lastAt: null },
    { ...schedule, name: 'resting', enabled: false },
    schedule,
  ],
};

export const faces = [
  { name: 'reports', path: 'reports', shows: (page) => text(page, 'No schedules') },
  {
    name: 'reports-wrong',
    path: 'reports?report=compliance&version=1.4&condition=tags.site == 1',
    shows: (page) => text(page, /wrong at character/),
  },
  {
    name: 'reports-schedules',
    path: 'reports',
    meet: (page) =>
      page.route('**/api/v1/report-schedules', (call) => call.fulfill({ json: schedules })),
    act: (page) => button(page, 'Actions for failing').click(),
    shows: (page) => page.getByRole('menuitem', { name: 'Mail now' }),
  },
  {
    name: 'reports-new-schedule',
    path: 'reports?report=outdated',
    act: async (page) => {
      await button(page, 'New schedule').click();
      await button(page, 'Save').click();
    },
    shows: (page) => text(page, 'Enter an address.'),
  },
  {
    name: 'reports-loading',
    path: 'reports',
    meet: (page) => page.route('**/api/v1/report-schedules', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'reports-error',
    path: 'reports',
    meet: (page) => page.route('**/api/v1/report-schedules', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  {
    name: 'print',
    path: () => `print/report?report=inventory&condition=deviceId = '${world.device.deviceId}'`,
    shows: (page) => page.getByRole('cell', { name: world.device.deviceId }),
  },
  {
    name: 'print-part',
    path: 'print/report?report=provisioning',
    meet: (page) =>
      page.route('**/api/v1/reports/*', async (call) => {
        const answer = await call.fetch();
        return call.fulfill({ response: answer, json: { ...(await answer.json()), more: true } });
      }),
    shows: (page) => text(page, /Only the first/),
  },
  {
    name: 'print-empty',
    path: "print/report?report=inventory&condition=deviceId = 'none'",
    shows: (page) => text(page, 'Nothing to report'),
  },
  {
    name: 'print-loading',
    path: 'print/report?report=inventory',
    meet: (page) => page.route('**/api/v1/reports/*', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'print-error',
    path: 'print/report?report=inventory',
    meet: (page) => page.route('**/api/v1/reports/*', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
];
