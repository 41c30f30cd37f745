// Groups and filters of the console in a real browser against a running hub, with one device whose tags
// the test sets. Takes the variables that `./homeport env` prints.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { call, connectDevice, launch, openWindow, picture, signedIn, tag } from './fixture.mjs';

let browser;
let page;
let device;
let site;

before(async () => {
  device = await connectDevice();
  site = `site-${device.deviceId}`;
  await tag(device.deviceId, { site });
  browser = await launch();
  page = await signedIn(await openWindow(browser));
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
    await call(page, 'PUT', `/api/v1/groups/${name}`, {
      description: 'theirs',
      condition: `tags.site = '${site}' AND status = 'enabled'`,
    });
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

describe('filter of the device list', () => {
  const name = `filtered-${Date.now()}`;
  const condition = () => `tags.site = '${site}' AND connectionState = 'Connected'`;
  const asQuery = () => page.getByLabel('As a query');

  after(() => call(page, 'DELETE', `/api/v1/groups/${name}`));

  test('writes its rows as a condition and shows the devices it is true for', async () => {
    await page.getByRole('link', { name: 'Devices', exact: true }).click();
    await button('Filter').click();
    const first = page.getByRole('group', { name: 'Condition 1' });
    await first.getByLabel('Path').fill('site');
    await first.getByLabel('Value').fill(site);
    await button('Add condition').click();
    const second = page.getByRole('group', { name: 'Condition 2' });
    await second.getByLabel('What').selectOption('Connection');
    await button('Apply filter').click();

    await page.getByText('1–1 of 1', { exact: true }).waitFor();
    await member().waitFor();
    assert.equal(await asQuery().inputValue(), condition());
    await picture(page, 'filter');
  });

  test('reads what is typed as rows, and says when rows cannot show it', async () => {
    await asQuery().fill(`${condition()} OR status = 'disabled'`);
    await page.getByText(/more than rows can show/).waitFor();

    await asQuery().fill(`tags.site != '${site}' AND deviceId = '${device.deviceId}'`);

    const second = page.getByRole('group', { name: 'Condition 2' });
    assert.equal(await second.getByLabel('Value').inputValue(), device.deviceId);
    await asQuery().press('Control+Enter');
    await page.getByText('No device matches').waitFor();
  });

  test('is saved as a group', async () => {
    await asQuery().fill(condition());
    await page.getByRole('link', { name: 'Save as group' }).click();
    const dialog = page.getByRole('dialog');
    assert.equal(await dialog.getByLabel('Condition').inputValue(), condition());
    await dialog.getByLabel('Name').fill(name);
    await button('Save').click();

    await page.getByRole('heading', { name, exact: true }).waitFor();
    await page.getByRole('link', { name: 'Open in the device list' }).click();
    await page.getByText('1–1 of 1', { exact: true }).waitFor();
    assert.equal(await asQuery().inputValue(), `IN_GROUP('${name}')`);
  });

  test('finds its group on the page of a device', async () => {
    await member().click();

    await page.getByRole('region', { name: 'Groups' }).getByRole('link', { name }).waitFor();
  });
});
