// From an upload to a rollout that is over, in a real browser against a running hub, with devices on the Node SDK
// that do what the order says but for the slot that it goes to. Takes the variables that `./homeport env` prints.
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { at, call, connectDevice, launch, openWindow, picture, signedIn } from './fixture.mjs';

const GOOD = 3;
// A letter before the digits, as they would be read as the version that the file's name ends with.
const name = `pump-r${randomUUID().slice(0, 8)}`;

let browser;
let page;
let devices;
let bad;
let current;

before(async () => {
  devices = await Promise.all(Array.from({ length: GOOD + 2 }, () => connectDevice()));
  [bad, current] = devices.slice(GOOD);
  for (const device of devices) await simulate(device);
  browser = await launch();
  page = await signedIn(await openWindow(browser));
});

after(async () => {
  await call(page, 'DELETE', `/api/v1/groups/${name}`);
  await browser?.close();
  await Promise.all((devices ?? []).map((device) => device.close()));
});

/** Devices do not go on with an update before somebody has seen them at it. */
let goOn;
const seen = new Promise((resolve) => {
  goOn = resolve;
});

/** The device reports its version, and goes through an update when it is ordered; the bad one has no space. */
async function simulate(device) {
  const twin = await device.client.getTwin();
  const report = (patch) =>
    new Promise((resolve, reject) =>
      twin.properties.reported.update(patch, (error) => (error ? reject(error) : resolve())),
    );
  await report({ fleet: name, firmware: device === current ? '2.0.0' : '1.0.0' });
  device.client.onDeviceMethod('startUpdate', (call, response) => {
    const { deploymentId, version, url } = call.payload;
    response.send(202, { status: 'Queued' }, () => {});
    const tell = (status, rest) =>
      report({
        firmwareUpdate: {
          ...{ deploymentId, version, status, step: null, percent: null, reason: null },
          ...{ message: null, updatedAt: new Date().toISOString(), ...rest },
        },
      });
    void (async () => {
      if (device === bad) return tell('Failed', { reason: 'NoSpace', message: '3 MB are free' });
      await tell('InProgress', { step: 'Downloading', percent: 40 });
      await seen;
      const answer = await fetch(url);
      assert.equal((await answer.arrayBuffer()).byteLength, 300_000);
      for (const step of ['Verifying', 'Installing', 'Rebooting']) {
        await tell('InProgress', { step });
      }
      await report({ firmware: version });
      return tell('Completed');
    })();
  });
}

const button = (label) => page.getByRole('button', { name: label, exact: true });
const dialog = () => page.getByRole('dialog');
const row = (device) => page.getByRole('row').filter({ hasText: device.deviceId });

describe('a rollout', () => {
  test('begins with an upload and a group', async () => {
    await call(page, 'PUT', `/api/v1/groups/${name}`, {
      description: '',
      condition: `properties.reported.fleet = '${name}'`,
    });
    await page.getByRole('link', { name: 'Firmware', exact: true }).click();
    await button('Upload firmware').first().click();
    await page.locator('input[type=file]').setInputFiles({
      name: `${name}-2.0.0.bin`,
      mimeType: 'application/octet-stream',
      buffer: randomBytes(300_000),
    });
    await button('Upload').click();
    await dialog().waitFor({ state: 'detached' });
    await page.getByRole('row').filter({ hasText: name }).waitFor();
  });

  test('shows who gets it, and who is left out and why', async () => {
    await page.getByRole('link', { name: 'Deployments', exact: true }).click();
    await button('New deployment').first().click();
    await dialog().getByLabel('Name').fill(name);
    await button('Next').click();
    await dialog().getByText('Choose a version.').waitFor();
    await dialog().getByLabel('Firmware').selectOption(`${name} 2.0.0`);
    await dialog()
      .getByLabel(/^Group/)
      .selectOption(name);
    await button('Next').click();
    await dialog().getByLabel('Waves, percent').fill('100');
    await dialog()
      .getByLabel(/^Canary/)
      .fill('0');
    await dialog()
      .getByLabel(/^Watch each device/)
      .fill('0');
    await dialog().getByLabel('Pause at failures, percent').fill('90');
    await dialog().getByLabel('Retries').fill('0');
    await button('Next').click();

    await dialog()
      .getByText(`${GOOD + 1} of ${GOOD + 2} devices get it.`)
      .waitFor();
    await row(current).getByText('Up to date already').waitFor();
    await picture(page, 'deployment-preview');
  });

  test('is followed live to its end, each device accounted for', async () => {
    await button(`Start for ${GOOD + 1} devices`).click();
    await page.getByRole('heading', { name, exact: true }).waitFor();
    await page.getByText('Downloading, 40 %', { exact: true }).nth(GOOD - 1).waitFor();
    await picture(page, 'deployment-running');

    goOn();

    const counts = page.getByRole('group', { name: 'Devices by status' });
    await counts.getByRole('button', { name: `${GOOD} Completed` }).waitFor();
    await counts.getByRole('button', { name: '1 Failed' }).waitFor();
    await counts.getByRole('button', { name: '1 Skipped' }).waitFor();
    await page.locator('main header').getByText('Completed', { exact: true }).first().waitFor();
    await picture(page, 'deployment-completed');
  });

  test('leads from a reason to its devices, and from a device to its updates', async () => {
    await button('Failed: No space left · 1 device').click();
    await row(bad).getByText('No space left: 3 MB are free').waitFor();
    await row(devices[0]).waitFor({ state: 'detached' });
    await button('Clear filters').click();
    await page.getByLabel('Search devices').fill(devices[0].deviceId);
    await row(bad).waitFor({ state: 'detached' });

    await row(devices[0]).getByRole('link', { name: devices[0].deviceId }).click();

    await page.getByRole('tab', { name: 'Updates', selected: true }).waitFor();
    await page.getByRole('table').getByText('Completed', { exact: true }).waitFor();
    await page.getByRole('table').getByRole('link', { name: '2.0.0' }).click();
    await page.getByRole('heading', { name, exact: true }).waitFor();
  });

  test('is in the audit log', async () => {
    await page.goto(at('audit?action=createDeployment'));
    await page.getByRole('row').filter({ hasText: 'Succeeded' }).first().waitFor();
  });
});
