// Every face of every page of the console, light on a desk and dark on a phone: axe finds nothing
// to complain about, and nothing makes the page scroll sideways. HOMEPORT_SCREENSHOTS names a folder
// for pictures.
import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { connectDevice, consoleUrl, enter, launch, openWindow, picture } from './fixture.mjs';

const DESK = { screen: 'desk', viewport: { width: 1280, height: 800 } };
const PHONE = { screen: 'phone', viewport: { width: 390, height: 844 } };
const LOOKS = [
  { colorScheme: 'light', ...DESK },
  { colorScheme: 'dark', ...PHONE },
];

let browser;
let device;
let silent;
let session;
let group;
let configurations;
let job;
let window;

before(async () => {
  [device, silent] = await Promise.all([connectDevice(), connectDevice()]);
  await silent.client.close();
  device.client.onDeviceMethod('ring', (_, response) =>
    response.send(200, { rang: true }, () => {}),
  );
  const twin = await device.client.getTwin();
  await new Promise((resolve, reject) => {
    twin.properties.reported.update(
      {
        model: 'browser',
        firmware: { version: '1.4.2' },
        location: { latitude: 52.5, longitude: 13.4 },
      },
      (error) => (error ? reject(error) : resolve()),
    );
  });
  for (let i = 0; i < 12; i++) {
    await device.send({ temperature: 20 + Math.sin(i), humidity: 40 + i, state: 'ok' });
  }
  await device.send({ battery: 80 });
  await device.send({ battery: 8 });
  browser = await launch();
  window = await openWindow(browser);
  const page = await window.newPage();
  await page.goto(consoleUrl);
  await enter(page, process.env.HOMEPORT_ADMIN_PASSWORD);
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  session = await window.cookies();
  group = `group-${device.deviceId}`;
  await page.request.put(new URL(`/api/v1/groups/${group}`, consoleUrl).href, {
    headers: { 'X-Homeport-Request': '1' },
    data: { description: 'What axe looks at', condition: `deviceId = '${device.deviceId}'` },
  });
  configurations = ['axe-high', 'axe-low'].map((name) => `${name}-${device.deviceId}`);
  for (const [priority, id] of configurations.entries()) {
    await page.request.put(configurationUrl(id), {
      headers: { 'X-Homeport-Request': '1' },
      data: {
        priority: 2 - priority,
        targetCondition: `deviceId = '${device.deviceId}'`,
        labels: { team: 'cooling' },
        content: { deviceContent: { 'properties.desired.axe': { limit: 3 + priority } } },
        metrics: { here: `SELECT deviceId FROM devices WHERE deviceId = '${device.deviceId}'` },
      },
    });
  }
  job = `job-${device.deviceId}`;
  await makeJob(job, { maxExecutionTimeInSeconds: 1 });
  await makeJob(`${job}-later`, { startTime: new Date(Date.now() + 3_600_000).toISOString() });
  await page.close();
});

/** A job for one device that answers and one that never comes. */
async function makeJob(jobId, times) {
  await window.request.put(new URL(`/api/v1/jobs/${jobId}`, consoleUrl).href, {
    headers: { 'X-Homeport-Request': '1' },
    data: {
      type: 'scheduleDeviceMethod',
      cloudToDeviceMethod: { methodName: 'ring', responseTimeoutInSeconds: 10 },
      queryCondition: `deviceId IN ['${device.deviceId}', '${silent.deviceId}']`,
      ...times,
    },
  });
}

after(async () => {
  for (const id of configurations ?? []) {
    await window?.request.delete(configurationUrl(id), { headers: { 'X-Homeport-Request': '1' } });
  }
  await window?.request.post(new URL(`/api/v1/jobs/${job}-later/cancel`, consoleUrl).href, {
    headers: { 'X-Homeport-Request': '1' },
  });
  await window?.request.delete(new URL(`/api/v1/groups/${group}`, consoleUrl).href, {
    headers: { 'X-Homeport-Request': '1' },
  });
  await browser?.close();
  await Promise.all([device?.close(), silent?.close()]);
});

const configurationUrl = (id) => new URL(`/api/v1/configurations/${id}`, consoleUrl).href;
const button = (page, name) => page.getByRole('button', { name }).first();
const text = (page, words) => page.getByText(words).first();

/** A face's address below the console, how it is brought about, and what shows that it is there. */
const faces = [
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
  { name: 'devices', path: 'devices', shows: (page) => text(page, device.deviceId) },
  {
    name: 'devices-chosen',
    path: () => `devices?search=${device.deviceId}`,
    act: (page) => page.getByLabel(`Select ${device.deviceId}`).click(),
    shows: (page) => text(page, '1 selected'),
  },
  {
    name: 'devices-none',
    path: 'devices?search=no-such-device',
    shows: (page) => text(page, 'No device matches'),
  },
  {
    name: 'devices-loading',
    path: 'devices',
    meet: (page) => page.route('**/api/v1/devices?*', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'devices-error',
    path: 'devices',
    meet: (page) => page.route('**/api/v1/devices?*', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  {
    name: 'devices-new',
    path: 'devices',
    act: (page) => button(page, 'New device').click(),
    shows: (page) => page.getByRole('dialog'),
  },
  {
    name: 'devices-delete',
    path: () => `devices?search=${device.deviceId}`,
    act: async (page) => {
      await page.getByLabel(`Select ${device.deviceId}`).click();
      await button(page, 'Delete').click();
    },
    shows: (page) => button(page, 'Delete 1 device'),
  },
  {
    name: 'devices-all-chosen',
    path: 'devices?pageSize=25',
    meet: async (page) => {
      await page.route('**/api/v1/devices?*', async (call) => {
        const answer = await call.fetch();
        return call.fulfill({ response: answer, json: { ...(await answer.json()), total: 4321 } });
      });
    },
    act: async (page) => {
      await page.getByLabel('Select all devices on this page').click();
      await button(page, 'Select all 4,321 that match').click();
    },
    shows: (page) => text(page, '4,321 selected'),
  },
  {
    name: 'devices-delete-many',
    path: 'devices',
    act: async (page) => {
      await page.getByLabel('Select all devices on this page').click();
      await button(page, 'Delete').click();
    },
    shows: (page) => page.getByLabel(/^Type \d+ to confirm/),
  },
  {
    name: 'devices-change-failed',
    path: () => `devices?search=${device.deviceId}`,
    meet: (page) =>
      page.route('**/api/v1/bulk/devices', (call) =>
        call.fulfill({
          contentType: 'application/x-ndjson',
          body: [
            { type: 'failure', deviceId: 'odd', code: 'ServerError', message: 'it would not' },
            { type: 'aborted', total: 5000, done: 500, changed: 499, unchanged: 0, failed: 1 },
          ]
            .map((line) => `${JSON.stringify(line)}\n`)
            .join(''),
        }),
      ),
    act: async (page) => {
      await page.getByLabel(`Select ${device.deviceId}`).click();
      await button(page, 'Enable').click();
      await button(page, 'Enable 1 device').click();
    },
    shows: (page) => text(page, 'it would not'),
  },
  {
    name: 'devices-set-tags',
    path: () => `devices?search=${device.deviceId}`,
    act: async (page) => {
      await page.getByLabel(`Select ${device.deviceId}`).click();
      await button(page, 'Set tags').click();
    },
    shows: (page) => text(page, '1 device matches'),
  },
  {
    name: 'devices-filter',
    path: () => `devices?condition=deviceId = '${device.deviceId}' AND NOT IS_DEFINED(tags.a)`,
    shows: (page) => text(page, '1–1 of 1'),
  },
  {
    name: 'devices-filter-beyond-rows',
    path: () => `devices?condition=IN_GROUP('${group}')`,
    shows: (page) => text(page, '1–1 of 1'),
  },
  {
    name: 'devices-filter-wrong',
    path: 'devices?condition=tags.a ==',
    shows: (page) => text(page, 'The condition cannot be read'),
  },
  { name: 'summary', path: () => of(device), shows: (page) => text(page, 'temperature') },
  { name: 'summary-silent', path: () => of(silent), shows: (page) => text(page, 'Disconnected') },
  {
    name: 'telemetry',
    path: () => of(device, 'telemetry'),
    shows: (page) => page.locator('canvas'),
  },
  {
    name: 'telemetry-empty',
    path: () => of(silent, 'telemetry'),
    shows: (page) => page.getByRole('heading', { name: /no telemetry/i }),
  },
  {
    name: 'history',
    path: () => of(device, 'telemetry'),
    act: (page) => lookBack(page, 'Last 15 minutes'),
    shows: (page) => page.getByRole('img', { name: /temperature.*last 15 minutes/ }),
  },
  {
    name: 'history-empty',
    path: () => of(device, 'telemetry'),
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
    path: () => of(device, 'telemetry'),
    meet: (page) => page.route('**/history?*', () => {}),
    act: (page) => lookBack(page, 'Last 24 hours'),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'history-error',
    path: () => of(device, 'telemetry'),
    meet: (page) => page.route('**/history?*', (call) => call.abort()),
    act: (page) => lookBack(page, 'Last 7 days'),
    shows: (page) => button(page, 'Try again'),
  },
  {
    name: 'timeline',
    path: () => of(device, 'timeline'),
    shows: (page) => text(page, 'Reported changed'),
  },
  {
    name: 'timeline-empty',
    path: () => of(silent, 'timeline'),
    act: async (page) => {
      await page.getByRole('combobox', { name: 'Kind' }).click();
      await page.getByRole('option', { name: 'Messages to the device' }).click();
    },
    shows: (page) => page.getByRole('heading', { name: 'Nothing yet' }),
  },
  {
    name: 'timeline-loading',
    path: () => of(device, 'timeline'),
    meet: (page) => page.route('**/timeline?*', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'timeline-error',
    path: () => of(device, 'timeline'),
    meet: (page) => page.route('**/timeline?*', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  { name: 'twin', path: () => of(device, 'twin'), shows: (page) => text(page, 'firmware.version') },
  {
    name: 'twin-edited',
    path: () => of(device, 'twin'),
    act: (page) => button(page, /^Edit/).click(),
    shows: (page) => button(page, 'Save'),
  },
  {
    name: 'method',
    path: () => of(device, 'method'),
    shows: (page) => page.getByLabel(/method name/i),
  },
  {
    name: 'method-failed',
    path: () => of(silent, 'method'),
    act: (page) => button(page, /^(call|invoke)/i).click(),
    shows: (page) => text(page, /is not online/),
  },
  {
    name: 'messages',
    path: () => of(device, 'messages'),
    shows: (page) => button(page, 'Send message'),
  },
  {
    name: 'credentials',
    path: () => of(device, 'credentials'),
    shows: (page) => text(page, 'Primary key'),
  },
  {
    name: 'no-such-device',
    path: 'devices/no-such-device',
    shows: (page) => text(page, 'There is no such device'),
  },
  { name: 'groups', path: 'groups', shows: (page) => text(page, group) },
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
  { name: 'group', path: () => `groups/${group}`, shows: (page) => text(page, device.deviceId) },
  {
    name: 'no-such-group',
    path: 'groups/no-such-group',
    shows: (page) => text(page, 'There is no such group'),
  },
  {
    name: 'health',
    path: () => of(device, 'health'),
    shows: (page) => text(page, 'battery is 8, at or below 10'),
  },
  {
    name: 'health-unknown',
    path: () => of(silent, 'health'),
    shows: (page) => text(page, 'Nothing is known yet'),
  },
  {
    name: 'health-silent',
    path: () => of(device, 'health'),
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
    path: () => of(device, 'health'),
    meet: (page) => page.route('**/health', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'health-error',
    path: () => of(device, 'health'),
    meet: (page) => page.route('**/health/changes?*', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  { name: 'thresholds', path: 'health', shows: (page) => text(page, 'battery') },
  {
    name: 'thresholds-empty',
    path: 'health',
    meet: (page) =>
      page.route('**/health/thresholds', (call) => call.fulfill({ json: { items: [] } })),
    shows: (page) => page.getByRole('heading', { name: 'No thresholds' }),
  },
  {
    name: 'thresholds-loading',
    path: 'health',
    meet: (page) => page.route('**/health/thresholds', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'thresholds-error',
    path: 'health',
    meet: (page) => page.route('**/health/thresholds', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  {
    name: 'thresholds-new-wrong',
    path: 'health',
    act: async (page) => {
      await button(page, 'New threshold').click();
      await page.getByLabel('Devices').last().selectOption('group');
      await page.getByLabel('Warning').fill('20');
      await page.getByLabel('Critical').fill('10');
      await button(page, 'Save').click();
    },
    shows: (page) => text(page, 'Critical is not below warning.'),
  },
  {
    name: 'thresholds-edit',
    path: 'health',
    act: async (page) => {
      await button(page, 'Actions for battery, All devices').click();
      await page.getByRole('menuitem', { name: 'Edit' }).click();
    },
    shows: (page) => text(page, 'Edit battery: All devices'),
  },
  {
    name: 'thresholds-delete',
    path: 'health',
    act: async (page) => {
      await button(page, 'Actions for battery, All devices').click();
      await page.getByRole('menuitem', { name: 'Delete' }).click();
    },
    shows: (page) => text(page, 'Devices are judged by what is left.'),
  },
  { name: 'jobs', path: 'jobs', shows: (page) => text(page, job) },
  {
    name: 'jobs-empty',
    path: 'jobs',
    meet: (page) =>
      page.route('**/api/v1/jobs?*', (call) =>
        call.fulfill({ json: { items: [], total: 0, page: 0, pageSize: 50 } }),
      ),
    shows: (page) => page.getByRole('heading', { name: 'No jobs yet' }),
  },
  {
    name: 'jobs-none',
    path: 'jobs?status=failed&type=scheduleUpdateTwin',
    shows: (page) => text(page, 'No job matches'),
  },
  {
    name: 'jobs-loading',
    path: 'jobs',
    meet: (page) => page.route('**/api/v1/jobs?*', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'jobs-error',
    path: 'jobs',
    meet: (page) => page.route('**/api/v1/jobs?*', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  {
    name: 'jobs-new',
    path: 'jobs',
    act: async (page) => {
      await button(page, 'New job').click();
      await page.getByLabel('For which devices').selectOption('all');
    },
    shows: (page) => text(page, /devices? match/),
  },
  {
    name: 'jobs-new-wrong',
    path: 'jobs',
    act: async (page) => {
      await button(page, 'New job').click();
      await page.getByLabel('What to do').selectOption('both');
      await page.getByLabel('Start', { exact: true }).selectOption('at');
      await button(page, 'Create job').click();
    },
    shows: (page) => text(page, 'Enter a condition.'),
  },
  { name: 'job', path: () => `jobs/${job}`, shows: (page) => text(page, '2 of 2') },
  {
    name: 'job-details',
    path: () => `jobs/${job}`,
    act: (page) => page.getByLabel(`Details of ${device.deviceId}`).click(),
    shows: (page) => text(page, '"rang"'),
  },
  {
    name: 'job-to-come',
    path: () => `jobs/${job}-later`,
    shows: (page) => text(page, 'No device yet'),
  },
  {
    name: 'job-loading',
    path: () => `jobs/${job}`,
    meet: (page) => page.route(`**/api/v1/jobs/${job}`, () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'job-error',
    path: () => `jobs/${job}`,
    meet: (page) => page.route(`**/api/v1/jobs/${job}/devices?*`, (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  {
    name: 'no-such-job',
    path: 'jobs/no-such-job',
    shows: (page) => text(page, 'There is no such job'),
  },
  {
    name: 'configurations',
    path: 'configurations',
    shows: (page) => text(page, configurations[1]),
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
    path: () => `configurations/${configurations[1]}`,
    shows: (page) => text(page, 'Loses to'),
  },
  {
    name: 'configuration-targets-none',
    path: () => `configurations/${configurations[0]}?only=overridden`,
    shows: (page) => text(page, 'No targets here'),
  },
  {
    name: 'configuration-loading',
    path: () => `configurations/${configurations[0]}`,
    meet: (page) => page.route('**/api/v1/configurations/*', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'configuration-error',
    path: () => `configurations/${configurations[0]}`,
    meet: (page) => page.route('**/api/v1/configurations/*', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  {
    name: 'configuration-changed-meanwhile',
    path: () => `configurations/${configurations[0]}`,
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
    path: () => `configurations/${configurations[0]}`,
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
    path: () => of(device, 'configurations'),
    shows: (page) => text(page, 'axe.limit'),
  },
  {
    name: 'device-configurations-none',
    path: () => of(silent, 'configurations'),
    shows: (page) => text(page, 'No configuration targets it'),
  },
  {
    name: 'why',
    path: () => of(device, 'configurations'),
    act: (page) => button(page, 'Why does axe.limit have its value?').click(),
    shows: (page) => text(page, 'These did not have their way'),
  },
  {
    name: 'query',
    path: 'query',
    shows: (page) => page.getByRole('heading', { name: 'Ask the fleet' }),
  },
  {
    name: 'query-results',
    path: () => `query?query=SELECT * FROM devices WHERE deviceId = '${device.deviceId}'`,
    shows: (page) => page.getByRole('link', { name: device.deviceId }),
  },
  {
    name: 'query-json',
    path: () => `query?query=SELECT * FROM devices WHERE deviceId = '${device.deviceId}'`,
    act: (page) => page.getByRole('tab', { name: 'JSON' }).click(),
    shows: (page) => text(page, '"deviceId"'),
  },
  {
    name: 'query-none',
    path: "query?query=SELECT * FROM devices WHERE deviceId = 'none'",
    shows: (page) => text(page, 'The query found nothing'),
  },
  {
    name: 'query-wrong',
    path: 'query?query=SELECT FROM devices',
    shows: (page) => text(page, /wrong at character/),
  },
  {
    name: 'query-error',
    path: 'query?query=SELECT * FROM devices',
    meet: (page) => page.route('**/api/v1/query', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  {
    name: 'audit',
    path: () => `audit?target=devices/${device.deviceId}`,
    shows: (page) => page.getByRole('cell', { name: 'saveDevice' }),
  },
  {
    name: 'audit-entry',
    path: () => `audit?target=devices/${device.deviceId}`,
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
  { name: 'reports', path: 'reports', shows: (page) => text(page, 'No schedules') },
  {
    name: 'reports-wrong',
    path: 'reports?report=compliance&version=1.4&condition=tags.site == 1',
    shows: (page) => text(page, /wrong at character/),
  },
  {
    name: 'reports-schedules',
    path: 'reports',
    meet: (page) =>
      page.route('**/api/v1/report-schedules', (call) => call.fulfill({ json: schedules })),
    act: (page) => button(page, 'Actions for failing').click(),
    shows: (page) => page.getByRole('menuitem', { name: 'Mail now' }),
  },
  {
    name: 'reports-new-schedule',
    path: 'reports?report=outdated',
    act: async (page) => {
      await button(page, 'New schedule').click();
      await button(page, 'Save').click();
    },
    shows: (page) => text(page, 'Enter an address.'),
  },
  {
    name: 'reports-loading',
    path: 'reports',
    meet: (page) => page.route('**/api/v1/report-schedules', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'reports-error',
    path: 'reports',
    meet: (page) => page.route('**/api/v1/report-schedules', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
  {
    name: 'print',
    path: () => `print/report?report=inventory&condition=deviceId = '${device.deviceId}'`,
    shows: (page) => page.getByRole('cell', { name: device.deviceId }),
  },
  {
    name: 'print-part',
    path: 'print/report?report=provisioning',
    meet: (page) =>
      page.route('**/api/v1/reports/*', async (call) => {
        const answer = await call.fetch();
        return call.fulfill({ response: answer, json: { ...(await answer.json()), more: true } });
      }),
    shows: (page) => text(page, /Only the first/),
  },
  {
    name: 'print-empty',
    path: "print/report?report=inventory&condition=deviceId = 'none'",
    shows: (page) => text(page, 'Nothing to report'),
  },
  {
    name: 'print-loading',
    path: 'print/report?report=inventory',
    meet: (page) => page.route('**/api/v1/reports/*', () => {}),
    shows: (page) => page.locator('.fui-Skeleton').first(),
  },
  {
    name: 'print-error',
    path: 'print/report?report=inventory',
    meet: (page) => page.route('**/api/v1/reports/*', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
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
  { name: 'no-such-page', path: 'no-such-page', shows: (page) => text(page, 'Page not found') },
];

const schedule = {
  name: 'weekly',
  report: 'compliance',
  format: 'xlsx',
  condition: '',
  group: '',
  tags: [],
  version: '',
  recipients: ['operations@example.com'],
  every: 'week',
  on: 1,
  at: '07:00',
  zone: 'Europe/Berlin',
  enabled: true,
  changedBy: 'admin',
  nextAt: '2026-03-02T06:00:00Z',
  attempts: 0,
  lastAt: '2026-02-23T06:00:03Z',
  lastError: null,
};

const schedules = {
  mail: false,
  items: [
    { ...schedule, name: 'failing', lastError: 'the mail server did not take it' },
    { ...schedule, name: 'fresh', lastAt: null },
    { ...schedule, name: 'resting', enabled: false },
    schedule,
  ],
};

async function lookBack(page, range) {
  await page.getByRole('combobox', { name: 'Time range' }).click();
  await page.getByRole('option', { name: range, exact: true }).click();
}

const of = ({ deviceId }, tab) => `devices/${deviceId}${tab ? `?tab=${tab}` : ''}`;

const preconditionFailed = {
  status: 412,
  contentType: 'application/problem+json',
  json: { title: 'PreconditionFailed', status: 412, code: 'PreconditionFailed', detail: 'changed' },
};

function failAfterSignIn(call) {
  return call.request().url().endsWith('/session') ? call.continue() : call.abort();
}

/** What axe says against the page, in one line each. */
async function complaints(page) {
  const { violations } = await new AxeBuilder({ page })
    // Fluent's own markers, which hand the focus on to what stands beside them.
    .exclude('[data-tabster-dummy]')
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes
      // An open menu stands beside the page, outside of its landmarks, as dialogs do.
      .filter(({ target }) => !(id === 'region' && /menuitem/.test(target.join(' '))))
      .map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}

/** How many pixels the page is wider than the window. */
function overhang(page) {
  return page.evaluate(() =>
    Math.max(
      ...[document.documentElement, ...document.querySelectorAll('main')].map(
        (box) => box.scrollWidth - box.clientWidth,
      ),
    ),
  );
}

async function hold(page, name) {
  await page.evaluate(() => document.fonts.ready);
  // What fades in is half transparent first, and has no contrast then.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getTiming().iterations !== Infinity)
        .map((animation) => animation.finished),
    ),
  );
  await picture(page, name);
  assert.deepEqual(await complaints(page), []);
  assert.equal(await overhang(page), 0, 'pixels that stick out');
}

for (const { colorScheme, screen, viewport } of LOOKS) {
  describe(`${colorScheme}, ${screen}`, () => {
    let page;
    const look = `${colorScheme}-${screen}`;

    before(async () => {
      page = await (await openWindow(browser, { colorScheme, viewport })).newPage();
    });

    after(() => page.context().close());

    test('sign-in', async () => {
      await page.goto(consoleUrl);
      await button(page, 'Sign in').click();
      await page.getByRole('alert').first().waitFor();
      await hold(page, `${look}-sign-in`);
      await page.context().addCookies(session);
    });

    for (const { name, path = '', meet, act, shows } of faces) {
      test(name, async () => {
        await page.unrouteAll({ behavior: 'ignoreErrors' });
        await meet?.(page);
        const address = typeof path === 'function' ? path() : path;
        await page.goto(new URL(address, consoleUrl).href);
        await act?.(page);
        await shows(page).waitFor();
        await hold(page, `${look}-${name}`);
      });
    }
  });
}
