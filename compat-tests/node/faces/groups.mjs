// Faces of groups.
import { button, text, world } from './world.mjs';

export const faces = [
  { name: 'groups', path: 'groups', shows: (page) => text(page, world.group) },
  {
    name: 'groups-empty',
    path: 'groups',
    meet: (page) => page.route('**/api/v1/groups', (call) => call.fulfill({ json: { items: [] } })),
    shows: (page) => page.getByRole('heading', { name: 'No groups yet' }),
  },
  {
    name: 'groups-loading',
    path: 'groups',
    meet: (page) => page.route('**/api/v1/groups', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'groups-error',
    path: 'groups',
    meet: (page) => page.route('**/api/v1/groups', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  {
    name: 'groups-new-wrong',
    path: 'groups',
    act: async (page) => {
      await button(page, 'New group').click();
      await page.getByLabel('Condition').fill("tags.site == 'north'");
    },
    shows: (page) => text(page, /wrong at character/),
  },
  { name: 'group', path: () => `groups/${world.group}`, shows: (page) => text(page, world.device.deviceId) },
  {
    name: 'no-such-group',
    path: 'groups/no-such-group',
    shows: (page) => text(page, 'There is no such group'),
  },
];
