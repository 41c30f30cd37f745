// The page of the settings in force.
import { button, text } from './world.mjs';

export const faces = [
  { name: 'settings', path: 'settings', shows: (page) => text(page, 'homeport.mail.host') },
  {
    name: 'settings-mail',
    path: 'settings',
    meet: (page) =>
      page.route('**/api/v1/installation', async (call) => {
        const answer = await call.fetch();
        const json = { ...(await answer.json()), mailFrom: 'homeport@example.com' };
        return call.fulfill({ response: answer, json });
      }),
    act: async (page) => {
      await page.getByLabel('Send a test mail to').fill('operations@example.com');
      await button(page, 'Send').click();
    },
    shows: (page) => text(page, 'The mail was not sent'),
  },
  {
    name: 'settings-loading',
    path: 'settings',
    meet: (page) => page.route('**/api/v1/installation', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'settings-error',
    path: 'settings',
    meet: (page) => page.route('**/api/v1/installation', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
];
