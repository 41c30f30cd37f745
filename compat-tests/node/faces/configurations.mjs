// Faces of configurations.
import { button, of, text, world } from './world.mjs';

const preconditionFailed = {
  status: 412,
  contentType: 'application/problem+json',
  json: { title: 'PreconditionFailed', status: 412, code: 'PreconditionFailed', detail: 'changed' },
};

export const faces = [
  {
    name: 'configurations',
    path: 'configurations',
    shows: (page) => text(page, world.configurations[1]),
  },
  {
    name: 'configurations-empty',
    path: 'configurations',
    meet: (page) =>
      page.route('**/api/v1/configurations', (call) => call.fulfill({ json: { items: [] } })),
    shows: (page) => page.getByRole('heading', { name: 'No configurations yet' }),
  },
  {
    name: 'configurations-none',
    path: 'configurations?search=no-such-configuration',
    shows: (page) => text(page, 'No configuration matches'),
  },
  {
    name: 'configurations-loading',
    path: 'configurations',
    meet: (page) => page.route('**/api/v1/configurations', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'configurations-error',
    path: 'configurations',
    meet: (page) => page.route('**/api/v1/configurations', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  {
    name: 'configurations-new',
    path: 'configurations',
    act: async (page) => {
      await button(page, 'New configuration').click();
      await page.getByLabel('Target condition').fill("tags.site == 'north'");
      await button(page, 'Add label').click();
      await button(page, 'Add metric').click();
      await button(page, 'Save').click();
    },
    shows: (page) => text(page, /wrong at character/),
  },
  {
    name: 'configuration',
    path: () => `configurations/${world.configurations[1]}`,
    shows: (page) => text(page, 'Loses to'),
  },
  {
    name: 'configuration-targets-none',
    path: () => `configurations/${world.configurations[0]}?only=overridden`,
    shows: (page) => text(page, 'No targets here'),
  },
  {
    name: 'configuration-loading',
    path: () => `configurations/${world.configurations[0]}`,
    meet: (page) => page.route('**/api/v1/configurations/*', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'configuration-error',
    path: () => `configurations/${world.configurations[0]}`,
    meet: (page) => page.route('**/api/v1/configurations/*', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  {
    name: 'configuration-changed-meanwhile',
    path: () => `configurations/${world.configurations[0]}`,
    meet: (page) =>
      page.route('**/api/v1/configurations/*', (call) =>
        call.request().method() === 'PUT' ? call.fulfill(preconditionFailed) : call.continue(),
      ),
    act: async (page) => {
      await button(page, 'Edit').click();
      await page.getByLabel('Priority').fill('7');
      await button(page, 'Save').click();
    },
    shows: (page) => text(page, /changed while you were editing/),
  },
  {
    name: 'configuration-delete',
    path: () => `configurations/${world.configurations[0]}`,
    act: (page) => button(page, 'Delete').click(),
    shows: (page) => text(page, /It targets 1 device/),
  },
  {
    name: 'no-such-configuration',
    path: 'configurations/no-such-configuration',
    shows: (page) => text(page, 'There is no such configuration'),
  },
  {
    name: 'device-configurations',
    path: () => of(world.device, 'configurations'),
    shows: (page) => text(page, 'axe.limit'),
  },
  {
    name: 'device-configurations-none',
    path: () => of(world.silent, 'configurations'),
    shows: (page) => text(page, 'No configuration targets it'),
  },
  {
    name: 'why',
    path: () => of(world.device, 'configurations'),
    act: (page) => button(page, 'Why does axe.limit have its value?').click(),
    shows: (page) => text(page, 'These did not have their way'),
  },
];
