// Hubs with their policies and certificate authorities.
import { button, text } from './world.mjs';

export const faces = [
  { name: 'hubs', path: 'hubs', shows: (page) => page.getByRole('table') },
  {
    name: 'hubs-new',
    path: 'hubs',
    act: (page) => button(page, 'New hub').click(),
    shows: (page) => page.getByRole('dialog'),
  },
  {
    name: 'hubs-loading',
    path: 'hubs',
    meet: (page) => page.route('**/api/v1/hubs', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'hubs-error',
    path: 'hubs',
    meet: (page) => page.route('**/api/v1/hubs', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  { name: 'hub', path: 'hubs/main', shows: (page) => text(page, 'iothubowner') },
  {
    name: 'hub-policy-keys',
    path: 'hubs/main',
    act: (page) => button(page, 'Keys of device').click(),
    shows: (page) => page.getByLabel('Primary key', { exact: true }),
  },
  {
    name: 'hub-policy-new',
    path: 'hubs/main',
    act: (page) => button(page, 'New policy').click(),
    shows: (page) => page.getByRole('dialog'),
  },
  {
    name: 'hub-certificate-new',
    path: 'hubs/main',
    act: (page) => button(page, 'Add certificate').click(),
    shows: (page) => page.getByRole('dialog'),
  },
  {
    name: 'hub-no-such',
    path: 'hubs/not-there',
    shows: (page) => text(page, 'There is no such hub'),
  },
  {
    name: 'hub-picker',
    path: 'devices',
    meet: (page) => page.route('**/api/v1/hubs', (call) => call.fulfill({ json: two })),
    act: (page) => page.getByRole('heading', { name: 'Devices', exact: true }).waitFor(),
    shows: (page) => page.getByRole('combobox', { name: 'Hub', exact: true }),
  },
  {
    name: 'hub-picker-no-such',
    path: 'groups?hub=not-there',
    shows: (page) => text(page, 'There is no such hub'),
  },
];

const two = {
  items: ['main', 'south'].map((name) => ({
    name,
    hostNames: [`${name}.example.com`],
    weight: 1,
    networks: [],
    devices: { total: 3, connected: 1 },
    createdAt: '2026-03-01T12:00:00Z',
  })),
};
