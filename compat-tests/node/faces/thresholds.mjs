// Faces of health thresholds.
import { button, text } from './world.mjs';

export const faces = [
  { name: 'thresholds', path: 'health', shows: (page) => text(page, 'battery') },
  {
    name: 'thresholds-empty',
    path: 'health',
    meet: (page) =>
      page.route('**/health/thresholds', (call) => call.fulfill({ json: { items: [] } })),
    shows: (page) => page.getByRole('heading', { name: 'No thresholds' }),
  },
  {
    name: 'thresholds-loading',
    path: 'health',
    meet: (page) => page.route('**/health/thresholds', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'thresholds-error',
    path: 'health',
    meet: (page) => page.route('**/health/thresholds', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  {
    name: 'thresholds-new-wrong',
    path: 'health',
    act: async (page) => {
      await button(page, 'New threshold').click();
      await page.getByLabel('Devices').last().selectOption('group');
      await page.getByLabel('Warning').fill('20');
      await page.getByLabel('Critical').fill('10');
      await button(page, 'Save').click();
    },
    shows: (page) => text(page, 'Critical is not below warning.'),
  },
  {
    name: 'thresholds-edit',
    path: 'health',
    act: async (page) => {
      await button(page, 'Actions for battery, All devices').click();
      await page.getByRole('menuitem', { name: 'Edit' }).click();
    },
    shows: (page) => text(page, 'Edit battery: All devices'),
  },
  {
    name: 'thresholds-preview',
    path: 'health',
    meet: (page) =>
      page.route('**/health/thresholds/preview', (call) =>
        call.fulfill({ json: { healthy: 12345, warning: 67, critical: 8, whole: false } }),
      ),
    act: async (page) => {
      await button(page, 'New threshold').click();
      await page.getByLabel('Metric').fill('battery');
      await page.getByLabel('Warning', { exact: true }).fill('20');
    },
    shows: (page) => text(page, '12,345'),
  },
  {
    name: 'thresholds-delete',
    path: 'health',
    act: async (page) => {
      await button(page, 'Actions for battery, All devices').click();
      await page.getByRole('menuitem', { name: 'Delete' }).click();
    },
    shows: (page) => text(page, 'Devices are judged by what is left.'),
  },
];
