// Faces of users and the own account.
import { button, text } from './world.mjs';

export const faces = [
  { name: 'users', path: 'users', shows: (page) => page.getByRole('table') },
  {
    name: 'users-new',
    path: 'users',
    act: (page) => button(page, 'New user').click(),
    shows: (page) => page.getByRole('dialog'),
  },
  {
    name: 'users-actions',
    path: 'users',
    act: (page) => button(page, /^Actions for/).click(),
    shows: (page) => page.getByRole('menuitem', { name: 'Sign out everywhere' }),
  },
  {
    name: 'users-loading',
    path: 'users',
    meet: (page) => page.route('**/api/v1/users', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'users-error',
    path: 'users',
    meet: (page) => page.route('**/api/v1/users', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  { name: 'account', path: 'account', shows: (page) => text(page, 'This session') },
  {
    name: 'account-new-token',
    path: 'account',
    act: (page) => button(page, 'New token').click(),
    shows: (page) => page.getByRole('dialog'),
  },
  {
    name: 'account-loading',
    path: 'account',
    meet: (page) => page.route(/\/api\/v1\/(tokens|sessions)$/, () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'account-error',
    path: 'account',
    meet: (page) => page.route(/\/api\/v1\/(tokens|sessions)$/, (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
];
