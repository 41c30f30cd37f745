// Faces of jobs.
import { button, text, world } from './world.mjs';

export const faces = [
  { name: 'jobs', path: 'jobs', shows: (page) => text(page, world.job) },
  {
    name: 'jobs-empty',
    path: 'jobs',
    meet: (page) =>
      page.route('**/api/v1/jobs?*', (call) =>
        call.fulfill({ json: { items: [], total: 0, page: 0, pageSize: 50 } }),
      ),
    shows: (page) => page.getByRole('heading', { name: 'No jobs yet' }),
  },
  {
    name: 'jobs-none',
    path: 'jobs?status=failed&type=scheduleUpdateTwin',
    shows: (page) => text(page, 'No job matches'),
  },
  {
    name: 'jobs-loading',
    path: 'jobs',
    meet: (page) => page.route('**/api/v1/jobs?*', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'jobs-error',
    path: 'jobs',
    meet: (page) => page.route('**/api/v1/jobs?*', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  {
    name: 'jobs-new',
    path: 'jobs',
    act: async (page) => {
      await button(page, 'New job').click();
      await page.getByLabel('For which devices').selectOption('all');
    },
    shows: (page) => text(page, /devices? match/),
  },
  {
    name: 'jobs-new-wrong',
    path: 'jobs',
    act: async (page) => {
      await button(page, 'New job').click();
      await page.getByLabel('What to do').selectOption('both');
      await page.getByLabel('Start', { exact: true }).selectOption('at');
      await button(page, 'Create job').click();
    },
    shows: (page) => text(page, 'Enter a condition.'),
  },
  { name: 'job', path: () => `jobs/${world.job}`, shows: (page) => text(page, '2 of 2') },
  {
    name: 'job-details',
    path: () => `jobs/${world.job}`,
    act: (page) => page.getByLabel(`Details of ${world.device.deviceId}`).click(),
    shows: (page) => text(page, '"rang"'),
  },
  {
    name: 'job-to-come',
    path: () => `jobs/${world.job}-later`,
    shows: (page) => text(page, 'No device yet'),
  },
  {
    name: 'job-loading',
    path: () => `jobs/${world.job}`,
    meet: (page) => page.route(`**/api/v1/jobs/${world.job}`, () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'job-error',
    path: () => `jobs/${world.job}`,
    meet: (page) => page.route(`**/api/v1/jobs/${world.job}/devices?*`, (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  {
    name: 'no-such-job',
    path: 'jobs/no-such-job',
    shows: (page) => text(page, 'There is no such job'),
  },
];
