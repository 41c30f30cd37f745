// Faces of a device's page.
import { button, of, text, world } from './world.mjs';

export const faces = [
  { name: 'summary', path: () => of(world.device), shows: (page) => text(page, 'temperature') },
  { name: 'summary-silent', path: () => of(world.silent), shows: (page) => text(page, 'Disconnected') },
  {
    name: 'telemetry',
    path: () => of(world.device, 'telemetry'),
    shows: (page) => page.locator('canvas'),
  },
  {
    name: 'telemetry-empty',
    path: () => of(world.silent, 'telemetry'),
    shows: (page) => page.getByRole('heading', { name: /no telemetry/i }),
  },
  {
    name: 'history',
    path: () => of(world.device, 'telemetry'),
    // However long ago the faces before began.
    meet: () => world.device.send({ temperature: 21 }),
    act: (page) => lookBack(page, 'Last 15 minutes'),
    shows: (page) => page.getByRole('img', { name: /temperature.*last 15 minutes/ }),
  },
  {
    name: 'history-empty',
    path: () => of(world.device, 'telemetry'),
    meet: (page) =>
      page.route('**/history?*', (call) =>
        call.fulfill({
          json: {
            from: '2026-03-01T12:00:00Z',
            to: '2026-03-01T13:00:00Z',
            bucketSeconds: 15,
            series: [{ metric: 'temperature', buckets: [] }],
          },
        }),
      ),
    act: (page) => lookBack(page, 'Last hour'),
    shows: (page) => text(page, 'No values in this time.'),
  },
  {
    name: 'history-loading',
    path: () => of(world.device, 'telemetry'),
    meet: (page) => page.route('**/history?*', () => {}),
    act: (page) => lookBack(page, 'Last 24 hours'),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'history-error',
    path: () => of(world.device, 'telemetry'),
    meet: (page) => page.route('**/history?*', (call) => call.abort()),
    act: (page) => lookBack(page, 'Last 7 days'),
    shows: (page) => button(page, 'Try again'),
  },
  {
    name: 'timeline',
    path: () => of(world.device, 'timeline'),
    shows: (page) => text(page, 'Reported changed'),
  },
  {
    name: 'timeline-empty',
    path: () => of(world.silent, 'timeline'),
    act: async (page) => {
      await page.getByRole('combobox', { name: 'Kind' }).click();
      await page.getByRole('option', { name: 'Messages to the device' }).click();
    },
    shows: (page) => page.getByRole('heading', { name: 'Nothing yet' }),
  },
  {
    name: 'timeline-loading',
    path: () => of(world.device, 'timeline'),
    meet: (page) => page.route('**/timeline?*', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'timeline-error',
    path: () => of(world.device, 'timeline'),
    meet: (page) => page.route('**/timeline?*', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  { name: 'twin', path: () => of(world.device, 'twin'), shows: (page) => text(page, 'firmware.version') },
  {
    name: 'twin-edited',
    path: () => of(world.device, 'twin'),
    act: (page) => button(page, /^Edit/).click(),
    shows: (page) => button(page, 'Save'),
  },
  {
    name: 'method',
    path: () => of(world.device, 'method'),
    shows: (page) => page.getByLabel(/method name/i),
  },
  {
    name: 'method-failed',
    path: () => of(world.silent, 'method'),
    act: (page) => button(page, /^(call|invoke)/i).click(),
    shows: (page) => text(page, /is not online/),
  },
  {
    name: 'messages',
    path: () => of(world.device, 'messages'),
    shows: (page) => button(page, 'Send message'),
  },
  {
    name: 'credentials',
    path: () => of(world.device, 'credentials'),
    shows: (page) => text(page, 'Primary key'),
  },
  {
    name: 'no-such-device',
    path: 'devices/no-such-device',
    shows: (page) => text(page, 'There is no such device'),
  },
  {
    name: 'health',
    path: () => of(world.device, 'health'),
    shows: (page) => text(page, 'battery is 8, at or below 10'),
  },
  {
    name: 'health-unknown',
    path: () => of(world.silent, 'health'),
    shows: (page) => text(page, 'Nothing is known yet'),
  },
  {
    name: 'health-silent',
    path: () => of(world.device, 'health'),
    meet: (page) =>
      page.route('**/health', async (call) => {
        const answer = await call.fetch();
        const silence = { metric: 'silence', status: 'unknown', direction: 'above' };
        return call.fulfill({
          response: answer,
          json: {
            ...(await answer.json()),
            status: 'unknown',
            reasons: [{ ...silence, value: 4000, limit: 90 }],
            metrics: [],
          },
        });
      }),
    shows: (page) => text(page, 'no message for 67 min; the device is silent after 90 s'),
  },
  {
    name: 'health-loading',
    path: () => of(world.device, 'health'),
    meet: (page) => page.route('**/health', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'health-error',
    path: () => of(world.device, 'health'),
    meet: (page) => page.route('**/health/changes?*', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
];

async function lookBack(page, range) {
  await page.getByRole('combobox', { name: 'Time range' }).click();
  await page.getByRole('option', { name: range, exact: true }).click();
}
