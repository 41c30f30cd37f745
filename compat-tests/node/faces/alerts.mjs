// Faces of alerts, their rules and channels.
import { button, text } from './world.mjs';

export const faces = [
  {
    name: 'alerts',
    path: 'alerts',
    meet: (page) => page.route('**/api/v1/alerts?*', (call) => call.fulfill({ json: alerts })),
    act: (page) => button(page, 'Actions for pump-7: health is Critical').click(),
    shows: (page) => page.getByRole('menuitem', { name: 'Acknowledge' }),
  },
  {
    name: 'alerts-none',
    path: 'alerts?state=acknowledged&severity=critical',
    shows: (page) => text(page, 'No alert matches'),
  },
  {
    name: 'alerts-empty',
    path: 'alerts?state=resolved',
    meet: (page) => page.route('**/api/v1/alert-rules', (call) => call.fulfill({ json: rules })),
    shows: (page) => text(page, 'No alerts were resolved yet'),
  },
  {
    name: 'alerts-loading',
    path: 'alerts',
    meet: (page) => page.route('**/api/v1/alerts?*', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'alerts-error',
    path: 'alerts',
    meet: (page) => page.route('**/api/v1/alerts?*', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  {
    name: 'alert-rules',
    path: 'alert-rules',
    meet: async (page) => {
      await page.route('**/api/v1/alert-rules', (call) => call.fulfill({ json: rules }));
      await page.route('**/api/v1/alert-channels', (call) => call.fulfill({ json: channels }));
    },
    shows: (page) => page.getByRole('cell', { name: 'Offline for more than 10 min' }),
  },
  {
    name: 'alert-rules-empty',
    path: 'alert-rules',
    shows: (page) => text(page, 'No channels'),
  },
  {
    name: 'alert-rules-new',
    path: 'alert-rules',
    meet: (page) =>
      page.route('**/api/v1/alert-channels', (call) => call.fulfill({ json: channels })),
    act: async (page) => {
      await button(page, 'New rule').click();
      await button(page, 'Save').click();
    },
    shows: (page) => text(page, 'Use 1 to 64 letters'),
  },
  {
    name: 'alert-channels-new',
    path: 'alert-rules',
    act: async (page) => {
      await button(page, 'New channel').click();
      await page.getByRole('radio', { name: 'Webhook' }).click();
    },
    shows: (page) => page.getByLabel(/^Secret/),
  },
  {
    name: 'alert-rules-loading',
    path: 'alert-rules',
    meet: (page) => page.route(/\/api\/v1\/alert-(rules|channels)$/, () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'alert-rules-error',
    path: 'alert-rules',
    meet: (page) => page.route(/\/api\/v1\/alert-(rules|channels)$/, (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
];

const alert = {
  id: 1,
  rule: 'ill',
  kind: 'health',
  severity: 'critical',
  subject: 'pump-7',
  message: 'pump-7: health is Critical',
  openedAt: '2026-03-01T12:00:00Z',
  acknowledgedAt: null,
  acknowledgedBy: null,
  resolvedAt: null,
  mutedUntil: null,
};

const alerts = {
  items: [
    alert,
    {
      ...alert,
      id: 2,
      severity: 'warning',
      mutedUntil: '2099-01-01T00:00:00Z',
    },
    {
      ...alert,
      id: 3,
      kind: 'authentication',
      subject: '203.0.113.9',
      message: '203.0.113.9: refused 1,024 times within 5 minutes',
    },
  ],
  continuation: null,
};

const rule = {
  name: 'silent',
  kind: 'offline',
  severity: 'critical',
  condition: "tags.site = 'north'",
  threshold: 1,
  minutes: 10,
  groupingSeconds: 60,
  channels: ['operations'],
  enabled: true,
  changedBy: 'admin',
  mutedUntil: null,
};

const rules = {
  items: [
    rule,
    {
      ...rule,
      name: 'ill',
      kind: 'health',
      severity: 'warning',
      enabled: false,
    },
    {
      ...rule,
      name: 'guessing',
      kind: 'authentication',
      mutedUntil: '2099-01-01T00:00:00Z',
    },
    { ...rule, name: 'copied', kind: 'addresses', threshold: 3 },
    {
      ...rule,
      name: 'renew',
      kind: 'certificate',
      threshold: 30,
      channels: [],
    },
  ],
};

const channels = {
  mail: false,
  items: [
    {
      name: 'operations',
      kind: 'mail',
      recipients: ['operations@example.com'],
      url: '',
      lastAt: '2026-03-01T12:00:00Z',
      lastError: null,
    },
    {
      name: 'pager',
      kind: 'webhook',
      recipients: [],
      url: 'https://example.com/hook',
      lastAt: '2026-03-01T12:00:00Z',
      lastError: 'example.com answered 500',
    },
  ],
};
