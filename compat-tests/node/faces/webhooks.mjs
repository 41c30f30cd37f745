// Faces of status webhooks and their messages.
import { button, text } from './world.mjs';

export const faces = [
  {
    name: 'webhooks',
    path: 'status-webhooks',
    meet: (page) => page.route('**/api/v1/status-hooks', (call) => call.fulfill({ json: hooks })),
    shows: (page) => page.getByRole('link', { name: 'crm' }),
  },
  {
    name: 'webhooks-empty',
    path: 'status-webhooks',
    meet: (page) =>
      page.route('**/api/v1/status-hooks', (call) => call.fulfill({ json: { items: [] } })),
    shows: (page) => text(page, 'No status webhooks yet'),
  },
  {
    name: 'webhooks-new-wrong',
    path: 'status-webhooks',
    act: async (page) => {
      await button(page, 'New webhook').click();
      await button(page, 'Save').click();
    },
    shows: (page) => text(page, 'Use 1 to 64 letters'),
  },
  {
    name: 'webhooks-secret',
    path: 'status-webhooks',
    meet: (page) =>
      page.route('**/api/v1/status-hooks/*', (call) => call.fulfill({ json: hooks.items[0] })),
    act: async (page) => {
      await button(page, 'New webhook').click();
      await page.getByLabel('Name').fill('crm');
      await page.getByLabel('Address').fill('https://crm.example.com/hook');
      await button(page, 'Save').click();
    },
    shows: (page) => text(page, 'it is not shown again'),
  },
  {
    name: 'webhooks-loading',
    path: 'status-webhooks',
    meet: (page) => page.route('**/api/v1/status-hooks', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'webhooks-error',
    path: 'status-webhooks',
    meet: (page) => page.route('**/api/v1/status-hooks', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  {
    name: 'webhook',
    path: 'status-webhooks/crm',
    meet: async (page) => {
      await page.route('**/api/v1/status-hooks', (call) => call.fulfill({ json: hooks }));
      await page.route('**/deliveries*', (call) => call.fulfill({ json: deliveries }));
    },
    shows: (page) => button(page, 'Send again: SN-0002'),
  },
  {
    name: 'webhook-none',
    path: 'status-webhooks/crm?state=dead',
    meet: async (page) => {
      await page.route('**/api/v1/status-hooks', (call) => call.fulfill({ json: hooks }));
      await page.route('**/deliveries*', (call) => call.fulfill({ json: { items: [] } }));
    },
    shows: (page) => text(page, 'No message is in this state'),
  },
  {
    name: 'webhook-no-such',
    path: 'status-webhooks/not-there',
    shows: (page) => text(page, 'There is no such webhook'),
  },
];

const hooks = {
  items: [
    {
      name: 'crm',
      url: 'https://crm.example.com/hook',
      events: ['enrolled', 'assigned', 'firstConnected', 'failed'],
      enabled: true,
    },
    { name: 'shop', url: 'https://shop.example.com/devices', events: ['failed'], enabled: false },
  ],
};

const delivery = {
  id: '5f1c7c5e-0001-4c1f-9a53-1c1d2f3a4b5c',
  event: 'enrolled',
  serial: 'SN-0001',
  createdAt: '2026-03-01T12:00:00Z',
  state: 'delivered',
  attempts: 1,
  nextAt: null,
  lastError: null,
  deliveredAt: '2026-03-01T12:00:01Z',
};

const deliveries = {
  items: [
    delivery,
    {
      ...delivery,
      id: '5f1c7c5e-0002-4c1f-9a53-1c1d2f3a4b5c',
      event: 'firstConnected',
      serial: 'SN-0002',
      state: 'dead',
      attempts: 8,
      lastError: 'crm.example.com answered 500',
      deliveredAt: null,
    },
    {
      ...delivery,
      id: '5f1c7c5e-0003-4c1f-9a53-1c1d2f3a4b5c',
      event: 'failed',
      serial: 'SN-0003',
      state: 'due',
      attempts: 2,
      nextAt: '2099-03-01T12:00:00Z',
      lastError: 'crm.example.com did not answer',
      deliveredAt: null,
    },
  ],
};
