// The firmware library of the console in a real browser against a running hub. Takes the variables that
// `./homeport env` prints.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { launch, openWindow, picture, signedIn } from './fixture.mjs';

const content = randomBytes(20_000_000);
const sha256 = createHash('sha256').update(content).digest('hex');
// A letter before the digits, as they would be read as the version that the file's name ends with.
const name = `pump-f${sha256.slice(0, 8)}`;

let browser;
let page;

before(async () => {
  browser = await launch();
  page = await signedIn(await openWindow(browser));
});

after(() => browser?.close());

const row = () => page.getByRole('row').filter({ hasText: name });
const button = (label) => page.getByRole('button', { name: label, exact: true });

async function choose() {
  await page.locator('input[type=file]').setInputFiles({
    name: `${name}-2.1.0.bin`,
    mimeType: 'application/octet-stream',
    buffer: content,
  });
  assert.equal(await page.getByLabel('Name').inputValue(), name);
  assert.equal(await page.getByLabel('Version', { exact: true }).inputValue(), '2.1.0');
}

describe('the firmware library', () => {
  test('stops an upload in the middle', async () => {
    await page.getByRole('link', { name: 'Firmware', exact: true }).click();
    await button('Upload firmware').first().click();
    await choose();
    let pieces = 0;
    await page.route('**/uploads/*/content', (call) => (++pieces === 2 ? undefined : call.continue()));
    await button('Upload').click();
    await page.getByText(/^(8\.4|1\d\.\d) MB of 20\.0 MB$/).waitFor();
    await picture(page, 'firmware-upload');

    await button('Stop').click();

    await page.getByText(/goes on there/).waitFor();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  test('goes on where it was, through a connection that breaks', async () => {
    const begun = [];
    let broken = false;
    await page.route('**/uploads/*/content', (call) => {
      begun.push(call.request().headers()['content-range']);
      if (broken) return call.continue();
      broken = true;
      return call.abort();
    });

    await button('Upload').click();

    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await row().getByText('2.1.0').waitFor();
    assert.deepEqual(begun, [
      'bytes 8388608-16777215/20000000',
      'bytes 8388608-16777215/20000000',
      'bytes 16777216-19999999/20000000',
    ]);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  test('says what a version is, and gives it out', async () => {
    await button(`Actions for ${name} 2.1.0`).click();
    await page.getByRole('menuitem', { name: 'Details' }).click();
    await page.getByRole('dialog').getByText(sha256, { exact: true }).waitFor();
    await button('Close').click();
    await button(`Actions for ${name} 2.1.0`).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Download' }).click(),
    ]);
    const bytes = readFileSync(await download.path());
    assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256);
    await page.getByText('-----BEGIN PUBLIC KEY-----').waitFor();
  });

  test('deletes a version after asking', async () => {
    await button(`Actions for ${name} 2.1.0`).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await row().waitFor({ state: 'detached' });
  });
});
