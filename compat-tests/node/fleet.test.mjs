// Groups and filters of the console in a real browser against a running hub, with one device whose tags
// the test sets. Takes the variables that `./homeport env` prints.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { connectDevice, consoleUrl, enter, launch, openWindow, picture, tag } from './fixture.mjs';

let browser;
let page;
let device;
let site;

before(async () => {
  device = await connectDevice();
  site = `site-${device.deviceId}`;
  await tag(device.deviceId, { site });
  browser = await launch();
  page = await (await openWindow(browser)).newPage();
  await page.goto(consoleUrl);
  await enter(page, process.env.HOMEPORT_ADMIN_PASSWORD);
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
});

after(async () => {
  await browser?.close();
  await device?.close();
});

const button = (name) => page.getByRole('button', { name, exact: true });
const member = () => page.getByRole('link', { name: device.deviceId, exact: true });

describe('groups', () => {
  const name = `group-${Date.now()}`;

  test('shows where a condition is wrong, and how many devices a good one matches', async () => {
    await page.getByRole('link', { name: 'Groups' }).first().click();
    await button('New group').first().click();
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Condition').fill(`tags.site == '${site}'`);
    await page.getByText(/wrong at character 12/).waitFor();
    assert.equal(await page.locator('mark').textContent(), '=');

    await page.getByLabel('Condition').fill(`tags.site = '${site}'`);

    await page.getByText('Matches 1 device now').waitFor();
  });

  test('makes a group and shows its members', async () => {
    await button('Save').click();
    await page.getByRole('heading', { name, exact: true }).waitFor();
    await member().waitFor();
    await page.getByText('1 device now').waitFor();
    await picture(page, 'group');
  });

  test('does not overwrite what somebody else changed meanwhile', async () => {
    await button('Edit').click();
    await page.getByLabel('Description').fill('mine');
    await page.evaluate(
      async ([group, condition]) => {
        await fetch(`/api/v1/groups/${group}`, {
          method: 'PUT',
          headers: {
            'Content-Type': 'application/json',
            'X-Homeport-Request': '1',
          },
          body: JSON.stringify({ description: 'theirs', condition }),
        });
      },
      [name, `tags.site = '${site}' AND status = 'enabled'`],
    );
    await button('Save').click();
    await page.getByText(/changed while you were editing/).waitFor();
    await picture(page, 'group-conflict');

    await button('Take this version').click();

    assert.equal(await page.getByLabel('Description').inputValue(), 'theirs');
    await page.getByLabel('Description').fill('both');
    await button('Save').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('both').waitFor();
  });

  test('deletes a group after asking', async () => {
    await button('Delete').click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { name: 'Groups', exact: true }).waitFor();
    await page.getByRole('link', { name, exact: true }).waitFor({ state: 'detached' });
  });
});
