// Faces of the overview, and of no page at all.
import { button, text } from './world.mjs';

export const faces = [
  { name: 'overview', shows: (page) => page.getByRole('table') },
  {
    name: 'overview-loading',
    meet: (page) => page.route('**/api/v1/overview', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'overview-error',
    meet: (page) => page.route('**/api/v1/*', (call) => failAfterSignIn(call)),
    shows: (page) => button(page, 'Try again'),
  },
  { name: 'no-such-page', path: 'no-such-page', shows: (page) => text(page, 'Page not found') },
];

function failAfterSignIn(call) {
  return call.request().url().endsWith('/session') ? call.continue() : call.abort();
}
