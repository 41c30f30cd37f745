// The console's page of provisioning in a real browser against a running hub: from a new group to a device that
// registers with the Node SDK and is refused afterwards. Takes the variables that `./homeport env` prints.
import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import provisioningDevice from 'azure-iot-provisioning-device';
import provisioningHttp from 'azure-iot-provisioning-device-http';
import symmetricKey from 'azure-iot-security-symmetric-key';
import { call, launch, openWindow, picture, signedIn } from './fixture.mjs';

const group = `pumps-${randomUUID().slice(0, 8)}`;
const deviceId = `pump-${randomUUID().slice(0, 8)}`;

let browser;
let page;
let deviceKey;

before(async () => {
  browser = await launch();
  page = await signedIn(await openWindow(browser));
});

after(async () => {
  await call(page, 'DELETE', `/api/v1/devices/${deviceId}`);
  await call(page, 'DELETE', `/api/v1/provisioning/groups/${group}`);
  await browser?.close();
});

const button = (name) => page.getByRole('button', { name, exact: true });
const row = (name) => page.getByRole('row').filter({ hasText: name });
const action = async (name) => {
  await button(`Actions for ${group}`).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
};

function register() {
  const transport = new provisioningHttp.Http();
  const security = new symmetricKey.SymmetricKeySecurityClient(deviceId, deviceKey);
  return provisioningDevice.ProvisioningDeviceClient.create(
    process.env.HOMEPORT_PROVISIONING_HOST,
    process.env.HOMEPORT_ID_SCOPE,
    transport,
    security,
  ).register();
}

describe('the page of provisioning', () => {
  test('makes a group, which keeps what it is given', async () => {
    await page.getByRole('link', { name: 'Provisioning', exact: true }).click();
    await page.getByText(process.env.HOMEPORT_ID_SCOPE).waitFor();
    await button('New enrollment group').click();
    await page.getByLabel('Group', { exact: true }).fill(group);
    await page.getByLabel('When a device asks again').selectOption('never');
    await page.getByLabel('Initial twin').fill('{"tags":');
    await button('Save').click();
    await page.getByText(/Not valid JSON/).waitFor();
    await page.getByLabel('Initial twin').fill('{"tags":{"site":"north"}}');
    await button('Save').click();
    await row(group).getByText('Enabled').waitFor();

    await action('Edit');

    assert.equal(await page.getByLabel('When a device asks again').inputValue(), 'never');
    assert.match(await page.getByLabel('Initial twin').inputValue(), /"site": "north"/);
    await picture(page, 'enrollment-edit');
    await button('Cancel').click();
  });

  test('asks how devices get their hub, and keeps that too', async () => {
    const allocation = page.getByLabel('Hub of a device', { exact: true });
    const webhook = page.getByLabel('URL of the webhook');
    await action('Edit');
    await allocation.selectOption('custom');
    await webhook.fill('allocate.example.com');
    await button('Save').click();
    await page.getByText(/^A web address is needed/).waitFor();
    await webhook.fill('https://allocate.example.com/hub');
    await page.getByLabel('API version').fill('2021-10-01');
    await page.getByRole('checkbox', { name: 'They are IoT Edge devices' }).check();
    await picture(page, 'enrollment-custom');
    await button('Save').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await action('Edit');
    assert.equal(await webhook.inputValue(), 'https://allocate.example.com/hub');
    assert.equal(await page.getByLabel('API version').inputValue(), '2021-10-01');
    assert.ok(await page.getByRole('checkbox', { name: 'They are IoT Edge devices' }).isChecked());
    await allocation.selectOption('static');
    await button('Save').click();
    await page.getByText('Choose the hub.').waitFor();
    await page.getByRole('combobox', { name: 'Hub', exact: true }).selectOption('main');
    await page.getByRole('checkbox', { name: 'They are IoT Edge devices' }).uncheck();
    await button('Save').click();
    await row(group).getByText('main', { exact: true }).waitFor();

    await action('Edit');
    assert.equal(await allocation.inputValue(), 'static');
    await allocation.selectOption('hashed');
    assert.ok(await page.getByRole('checkbox', { name: 'main', exact: true }).isChecked());
    await picture(page, 'enrollment-hubs');
    await button('Cancel').click();
  });

  test('shows the keys of webhooks, and changes to the next one', async () => {
    await page.getByRole('tab', { name: 'Linked hubs' }).click();
    await button('Keys of the webhooks…').click();
    const key = page.getByLabel('Key', { exact: true });
    const following = page.getByLabel('Next key', { exact: true });
    assert.equal(await key.getAttribute('type'), 'password');
    const [before, next] = [await key.inputValue(), await following.inputValue()];
    assert.notEqual(before, next);

    await button('Change to the next key').click();
    await page.getByText('The next key signs from now on').waitFor();
    await button('Regenerate').click();
    await button('Change to the next key').waitFor();

    assert.equal(await key.inputValue(), next);
    assert.ok(![before, next].includes(await following.inputValue()));
    await picture(page, 'allocation-keys');
    await button('Close').click();
    await page.getByRole('tab', { name: 'Enrollment groups' }).click();
  });

  test('shows the keys, and derives that of a device', async () => {
    await action('Keys');
    const groupKey = await page.getByLabel('Primary key', { exact: true }).inputValue();
    await page.getByLabel('Key of a device of the group').fill(deviceId);

    deviceKey = await page.getByLabel('Derived key', { exact: true }).inputValue();

    const expected = createHmac('sha256', Buffer.from(groupKey, 'base64')).update(deviceId);
    assert.equal(deviceKey, expected.digest('base64'));
    await picture(page, 'enrollment-keys');
    await button('Close').click();
  });

  test('shows the device that registers, and leads to it', async () => {
    await register();

    await action('Show registrations');
    await page.getByText(`Only the group ${group}`).waitFor();
    await row(deviceId).getByText(group).waitFor();
    await picture(page, 'registrations');
    await row(deviceId).getByRole('link', { name: deviceId }).click();
    await page.getByRole('heading', { name: deviceId }).waitFor();
    await page.goBack();
  });

  test('disables the group, and its devices are refused', async () => {
    await page.getByRole('tab', { name: 'Enrollment groups' }).click();
    await page.getByLabel('Search', { exact: true }).fill(group);
    await action('Disable');
    await row(group).getByText('Disabled').waitFor();

    await assert.rejects(register());

    await page.getByLabel('Status').selectOption('enabled');
    await page.getByText('Nothing matches').waitFor();
    await button('Clear filters').click();
    await row(group).getByText('Disabled').waitFor();
  });

  test('deletes the group after asking', async () => {
    await action('Delete');
    await Promise.all([
      page.getByText(`${group} deleted`).first().waitFor(), // which is told for some seconds only
      page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click(),
    ]);
    await row(group).waitFor({ state: 'detached' });
  });
});
