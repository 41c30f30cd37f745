// The console in a real browser against a running hub, with one device on the Node SDK. Takes the
// variables that `./homeport env` prints; HOMEPORT_SCREENSHOTS names a folder for pictures.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import device from 'azure-iot-device';
import mqttTransport from 'azure-iot-device-mqtt';
import iotHub from 'azure-iothub';
import { chromium } from 'playwright-core';

const registry = iotHub.Registry.fromConnectionString(process.env.IOTHUB_CONNECTION_STRING);
const deviceId = `browser-${randomUUID().slice(0, 8)}`;
const console_ = process.env.HOMEPORT_CONSOLE_URL;
let browser;
let page;
let client;
const violations = [];

async function picture(name) {
  if (process.env.HOMEPORT_SCREENSHOTS) {
    await page.screenshot({ path: join(process.env.HOMEPORT_SCREENSHOTS, `${name}.png`) });
  }
}

before(async () => {
  const created = await registry.create({ deviceId });
  const key = created.responseBody.authentication.symmetricKey.primaryKey;
  const host = /HostName=([^;]+)/.exec(process.env.IOTHUB_CONNECTION_STRING)[1];
  client = device.Client.fromConnectionString(
    `HostName=${host};DeviceId=${deviceId};SharedAccessKey=${key}`,
    mqttTransport.Mqtt,
  );
  await client.setOptions({ ca: readFileSync(process.env.HOMEPORT_CA_FILE).toString() });
  await client.open();
  client.onDeviceMethod('ring', (_, response) => response.send(200, { rang: true }, () => {}));
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const context = await browser.newContext({
    ignoreHTTPSErrors: true, // Chromium does not know the installation's own CA
    viewport: { width: 1280, height: 800 },
  });
  page = await context.newPage();
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) {
      violations.push(message.text());
    }
  });
});

after(async () => {
  await browser?.close();
  await client?.close();
  await registry.delete(deviceId);
});

describe('console', () => {
  test('refuses a wrong password and says so', async () => {
    await page.goto(console_);
    await page.getByLabel(/user name/i).fill(process.env.HOMEPORT_ADMIN_USER);
    await page.locator('input[type=password]').fill('wrong');
    await page.getByRole('button', { name: /sign in/i }).click();
    await page.getByText(/wrong|not right|incorrect/i).first().waitFor();
    await picture('sign-in');
  });

  test('signs in and shows the fleet', async () => {
    await page.locator('input[type=password]').fill(process.env.HOMEPORT_ADMIN_PASSWORD);
    await page.getByRole('button', { name: /sign in/i }).click();
    await page.getByRole('link', { name: /devices/i }).first().click();
    await page.getByText(deviceId).first().waitFor();
    await page.getByText('Live', { exact: true }).first().waitFor();
    await picture('devices');
  });

  test('shows a device connected and its telemetry as it comes', async () => {
    await page.getByRole('link', { name: deviceId }).first().click();
    await page.getByText('Connected', { exact: true }).first().waitFor();
    await picture('device');
    await page.getByRole('tab', { name: /telemetry/i }).click();
    for (let i = 0; i < 5; i++) {
      const message = new device.Message(JSON.stringify({ temperature: 20 + i }));
      message.contentType = 'application/json';
      message.contentEncoding = 'utf-8';
      await client.sendEvent(message);
    }
    await page.getByText(/temperature/i).first().waitFor();
    await picture('telemetry');
  });

  test('calls a direct method and shows its answer', async () => {
    await page.getByRole('tab', { name: /method/i }).click();
    await page.getByLabel(/method name/i).fill('ring');
    await page.getByRole('button', { name: /^(call|invoke)/i }).first().click();
    await page.getByText(/rang/).first().waitFor();
    await picture('method');
  });

  test('is made from the API document that the server serves', async () => {
    const served = await page.request.get(new URL('/api/openapi.json', console_).href);

    const committed = readFileSync(new URL('../../console/openapi.json', import.meta.url));
    assert.deepEqual(await served.json(), JSON.parse(committed));
  });

  test('keeps to its content security policy', () => {
    assert.deepEqual(violations, []);
  });
});
