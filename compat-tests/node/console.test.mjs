// The console in a real browser against a running hub, with one device on the Node SDK. Takes the
// variables that `./homeport env` prints; HOMEPORT_SCREENSHOTS names a folder for pictures.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { connectDevice, consoleUrl, enter, launch, openWindow, picture } from './fixture.mjs';

let browser;
let page;
let device;
const violations = [];

before(async () => {
  device = await connectDevice();
  device.client.onDeviceMethod('ring', (_, response) =>
    response.send(200, { rang: true }, () => {}),
  );
  browser = await launch();
  page = await (await openWindow(browser)).newPage();
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) {
      violations.push(message.text());
    }
  });
});

after(async () => {
  await browser?.close();
  await device?.close();
});

describe('console', () => {
  test('loads less than 300 KB of compressed script before it is there', async () => {
    const scripts = [];
    const note = (answer) => {
      if (answer.url().endsWith('.js')) scripts.push(answer.headers());
    };
    page.on('response', note);
    await page.goto(consoleUrl);
    await page.locator('input[type=password]').waitFor();
    page.off('response', note);

    assert.ok(scripts.length > 0);
    for (const headers of scripts) assert.equal(headers['content-encoding'], 'gzip');
    const bytes = scripts.reduce((sum, headers) => sum + Number(headers['content-length']), 0);
    assert.ok(bytes > 0 && bytes < 300 * 1024, `${bytes} bytes`);
  });

  test('refuses a wrong password and says so', async () => {
    await enter(page, 'wrong');
    await page.getByText(/wrong|not right|incorrect/i).first().waitFor();
    await picture(page, 'sign-in');
  });

  test('signs in and shows the fleet', async () => {
    await page.locator('input[type=password]').fill(process.env.HOMEPORT_ADMIN_PASSWORD);
    await page.getByRole('button', { name: /sign in/i }).click();
    await page.getByRole('link', { name: /devices/i }).first().click();
    await page.getByText(device.deviceId).first().waitFor();
    await page.getByText('Live', { exact: true }).first().waitFor();
    await picture(page, 'devices');
  });

  test('shows on the map where a device is, and leads there', async () => {
    const twin = await device.client.getTwin();
    await new Promise((resolve, reject) => {
      twin.properties.reported.update(
        { model: 'islander', location: { latitude: -49.35, longitude: 70.22 } },
        (error) => (error ? reject(error) : resolve()),
      );
    });
    await page.getByRole('link', { name: 'Overview' }).first().click();
    await page.getByRole('link', { name: 'islander' }).waitFor();
    await page.getByRole('button', { name: 'Enlarge' }).click();
    await page.getByRole('button', { name: 'Whole world' }).click();
    await page.getByRole('link', { name: `${device.deviceId}, connected` }).click();
    await page.getByRole('heading', { name: device.deviceId }).waitFor();
    await page.getByRole('link', { name: /devices/i }).first().click();
    await page.getByText(device.deviceId).first().waitFor();
  });

  test('shows a device connected and its telemetry as it comes', async () => {
    await page.getByRole('link', { name: device.deviceId }).first().click();
    await page.getByText('Connected', { exact: true }).first().waitFor();
    await picture(page, 'device');
    await page.getByRole('tab', { name: /telemetry/i }).click();
    for (let i = 0; i < 5; i++) {
      await device.send({ temperature: 20 + i });
    }
    await page.getByText(/temperature/i).first().waitFor();
    await picture(page, 'telemetry');
  });

  test('draws what was, and has the latest value at hand', async () => {
    await page.getByRole('combobox', { name: 'Time range' }).click();
    await page.getByRole('option', { name: 'Last 15 minutes' }).click();
    await page.getByRole('img', { name: /temperature, last 15 minutes/ }).waitFor();
    await picture(page, 'history');
    await page.getByRole('tab', { name: 'Summary' }).click();
    const latest = page.getByRole('region', { name: 'Latest values' });
    await latest.getByText('24', { exact: true }).waitFor();
  });

  test('calls a direct method and shows its answer', async () => {
    await page.getByRole('tab', { name: /method/i }).click();
    await page.getByLabel(/method name/i).fill('ring');
    await page.getByRole('button', { name: /^(call|invoke)/i }).first().click();
    await page.getByText(/rang/).first().waitFor();
    await picture(page, 'method');
  });

  test('tells what happened to the device', async () => {
    await page.getByRole('tab', { name: 'Time line' }).click();
    const table = page.getByRole('table', { name: 'What happened' });
    await table.getByText('Connected', { exact: true }).first().waitFor();
    await table.getByText('Created', { exact: true }).waitFor();
    await picture(page, 'timeline');

    await page.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'Identity' }).click();
    await table.getByText('Connected', { exact: true }).first().waitFor({ state: 'detached' });
    await table.getByText('Created', { exact: true }).waitFor();
  });

  test('is made from the API document that the server serves', async () => {
    const served = await page.request.get(new URL('/api/openapi.json', consoleUrl).href);

    const committed = readFileSync(new URL('../../console/openapi.json', import.meta.url));
    assert.deepEqual(await served.json(), JSON.parse(committed));
  });

  test('keeps to its content security policy', () => {
    assert.deepEqual(violations, []);
  });
});
