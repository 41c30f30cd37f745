// What the tests in a browser share: a device on the Node SDK, and Chromium at the console.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import device from 'azure-iot-device';
import mqttTransport from 'azure-iot-device-mqtt';
import iotHub from 'azure-iothub';
import { chromium } from 'playwright-core';

export const consoleUrl = process.env.HOMEPORT_CONSOLE_URL;

/** How long a window waits for anything: far longer than it takes, even on a machine that is busy otherwise. */
const PATIENCE_MS = 120_000;

/** The address of a page, or of an operation, of the console. */
export const at = (path) => new URL(path, consoleUrl).href;

const registry = iotHub.Registry.fromConnectionString(process.env.IOTHUB_CONNECTION_STRING);

/** Sets tags of a device. */
export async function tag(deviceId, tags) {
  await registry.updateTwin(deviceId, { tags }, '*');
}

/** A new device, connected; `close` disconnects and deletes it. */
export async function connectDevice() {
  const deviceId = `browser-${randomUUID().slice(0, 8)}`;
  const created = await registry.create({ deviceId });
  const key = created.responseBody.authentication.symmetricKey.primaryKey;
  const host = /HostName=([^;]+)/.exec(process.env.IOTHUB_CONNECTION_STRING)[1];
  const client = device.Client.fromConnectionString(
    `HostName=${host};DeviceId=${deviceId};SharedAccessKey=${key}`,
    mqttTransport.Mqtt,
  );
  await client.setOptions({ ca: readFileSync(process.env.HOMEPORT_CA_FILE).toString() });
  await client.open();
  return {
    deviceId,
    client,
    async send(body) {
      const message = new device.Message(JSON.stringify(body));
      message.contentType = 'application/json';
      message.contentEncoding = 'utf-8';
      await client.sendEvent(message);
    },
    async close() {
      await client.close();
      await registry.delete(deviceId);
    },
  };
}

export function launch(...more) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  });
}

/** A browser's window, with nobody signed in unless `options` say so. */
export async function openWindow(browser, options = {}) {
  const window = await browser.newContext({
    ignoreHTTPSErrors: true, // Chromium does not know the installation's own CA
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  window.setDefaultTimeout(PATIENCE_MS);
  return window;
}

export async function enter(page, password, userName = process.env.HOMEPORT_ADMIN_USER) {
  await page.getByLabel(/user name/i).fill(userName);
  await page.locator('input[type=password]').fill(password);
  await page.getByRole('button', { name: /^sign in$/i }).click();
}

/** A page of the window at the overview, with the admin signed in, or whom the name and password are of. */
export async function signedIn(
  window,
  password = process.env.HOMEPORT_ADMIN_PASSWORD,
  userName = undefined,
) {
  const page = await window.newPage();
  await page.goto(consoleUrl);
  await enter(page, password, userName);
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  return page;
}

/** Calls an operation as whoever is signed in at a window or page; nothing when there is none. */
export function call(window, method, path, data, headers = {}) {
  return window?.request.fetch(at(path), {
    method,
    headers: { 'X-Homeport-Request': '1', ...headers },
    data,
  });
}

/** Keeps a picture of the page in the folder that HOMEPORT_SCREENSHOTS names. */
export async function picture(page, name) {
  if (process.env.HOMEPORT_SCREENSHOTS) {
    await page.screenshot({ path: join(process.env.HOMEPORT_SCREENSHOTS, `${name}.png`) });
  }
}
