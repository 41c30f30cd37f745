// Faces of the audit log.
import { button, text, world } from './world.mjs';

export const faces = [
  {
    name: 'audit',
    path: () => `audit?target=devices/${world.device.deviceId}`,
    shows: (page) => page.getByRole('cell', { name: 'saveDevice' }),
  },
  {
    name: 'audit-entry',
    path: () => `audit?target=devices/${world.device.deviceId}`,
    act: (page) => button(page, /^Show entry/).click(),
    shows: (page) => text(page, 'Request id'),
  },
  {
    name: 'audit-checked',
    path: 'audit?outcome=denied',
    act: (page) => button(page, 'Check integrity').click(),
    shows: (page) => text(page, 'The log is as it was written.'),
  },
  {
    name: 'audit-none',
    path: 'audit?who=nobody-of-that-name',
    shows: (page) => text(page, 'No entry matches'),
  },
  {
    name: 'audit-empty',
    path: 'audit',
    meet: (page) =>
      page.route('**/api/v1/audit?*', (call) =>
        call.fulfill({ json: { items: [], continuation: null } }),
      ),
    shows: (page) => text(page, 'Nothing has been recorded yet'),
  },
  {
    name: 'audit-loading',
    path: 'audit',
    meet: (page) => page.route('**/api/v1/audit?*', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'audit-error',
    path: 'audit',
    meet: (page) => page.route('**/api/v1/audit?*', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
];
