// The audit log of the console in a real browser against a running hub. Takes the variables that
// `./homeport env` prints.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { connectDevice, launch, openWindow, signedIn, tag } from './fixture.mjs';

let browser;
let page;
let device;

before(async () => {
  device = await connectDevice();
  browser = await launch();
  page = await signedIn(await openWindow(browser));
});

after(async () => {
  await browser?.close();
  await device?.close();
});

const rows = () => page.getByRole('table').getByRole('row');
const row = (action) => rows().filter({ hasText: action });
const own = (action) => row(action).filter({ hasText: device.deviceId });

describe('the audit log', () => {
  test('begins with what was done last', async () => {
    await page.getByRole('link', { name: 'Audit log' }).first().click();
    await row('signIn').first().waitFor();
  });

  test('finds what was done to a device, and follows it', async () => {
    await page.getByLabel('Target').fill(`devices/${device.deviceId}`);
    await page.waitForURL(new RegExp(`target=devices.*${device.deviceId}`));
    await own('saveDevice').waitFor();

    await tag(device.deviceId, { site: 'north' });

    await own('updateTwin').waitFor();
  });

  test('shows all that an entry says', async () => {
    await own('updateTwin').getByRole('button').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('iothubowner (access policy)').waitFor();
    await dialog.getByText('tags=site').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
  });

  test('filters by action and outcome', async () => {
    await page.getByLabel('Action').selectOption('updateTwin');
    await row('saveDevice').waitFor({ state: 'detached' });
    await page.getByLabel('Outcome').selectOption('denied');
    await page.getByText('No entry matches').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await row('saveDevice').first().waitFor();
  });

  test('gives out a file', async () => {
    await page.getByLabel('Target').fill(`devices/${device.deviceId}`);
    await row('signIn').first().waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: /lines of JSON/ }).click(),
    ]);
    const lines = readFileSync(await download.path(), 'utf8').trim().split('\n').map(JSON.parse);
    assert.equal(lines[0].action, 'saveDevice');
    assert.ok(lines.every(({ target }) => target === `devices/${device.deviceId}`));
  });

  test('says that nobody has been at it', async () => {
    await page.getByRole('button', { name: 'Check integrity' }).click();
    await page.getByText('The log is as it was written.').waitFor();
  });
});
