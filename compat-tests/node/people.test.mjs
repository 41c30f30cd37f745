// People in a real browser: an admin lets somebody in, who chooses a password and sees what the role allows.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import {
  at,
  call,
  connectDevice,
  consoleUrl,
  enter,
  launch,
  openWindow,
  picture,
  signedIn,
} from './fixture.mjs';

const userName = `anna-${randomUUID().slice(0, 8)}`;
const group = `people-${randomUUID().slice(0, 8)}`;
let browser;
let admin;
let anna;
let device;
let password;

async function signIn(page, name, secret) {
  await page.goto(consoleUrl);
  await enter(page, secret, name);
}

before(async () => {
  device = await connectDevice();
  browser = await launch();
  admin = await signedIn(await openWindow(browser));
  await call(admin, 'PUT', `/api/v1/groups/${group}`, {
    description: '',
    condition: `deviceId = '${device.deviceId}'`,
  });
});

after(async () => {
  await call(admin, 'DELETE', `/api/v1/users/${userName}`);
  await call(admin, 'DELETE', `/api/v1/groups/${group}`);
  await browser?.close();
  await device?.close();
});

describe('people', () => {
  test('an admin lets a technician in, and is shown the password once', async () => {
    await admin.getByRole('link', { name: 'Users' }).click();
    await admin.getByRole('button', { name: 'New user' }).click();
    await admin.getByLabel('User name').fill(userName);
    await admin.getByLabel('Role').selectOption('technician');
    await picture(admin, 'user-new');
    await admin.getByRole('button', { name: 'Save' }).click();
    password = await admin.getByLabel('Password', { exact: true }).inputValue();
    await picture(admin, 'user-password');
    await admin.getByRole('button', { name: 'Close' }).click();
    await admin.getByText(userName).first().waitFor();
    await admin.getByText('Has to choose a password').first().waitFor();
    await picture(admin, 'users');
  });

  test('who signs in for the first time chooses a password before anything else', async () => {
    anna = await (await openWindow(browser)).newPage();
    await signIn(anna, userName, password);
    await anna.getByRole('heading', { name: 'Choose a password' }).waitFor();
    await anna.goto(at('devices'));
    await anna.getByRole('heading', { name: 'Choose a password' }).waitFor();
    await picture(anna, 'choose-password');
    await anna.getByLabel('Current password').fill(password);
    await anna.getByLabel('New password', { exact: true }).fill('a password of my own');
    await anna.getByLabel('New password again').fill('a password of my own');
    await anna.getByRole('button', { name: 'Change password' }).click();
    await anna.getByRole('heading', { name: 'Devices' }).waitFor();
  });

  test('a technician sees no users, and deletes no devices', async () => {
    assert.equal(await anna.getByRole('link', { name: 'Users' }).count(), 0);
    await anna.getByRole('button', { name: 'New device' }).waitFor();
    assert.equal(await anna.getByRole('button', { name: 'Delete' }).count(), 0);
    await anna.goto(at(`devices/${device.deviceId}`));
    await anna.getByRole('tab', { name: /method/i }).waitFor();
    assert.equal(await anna.getByRole('button', { name: 'Disable' }).count(), 0);
  });

  test('makes a token for a program and deletes it again', async () => {
    await anna.goto(at('account'));
    await anna.getByRole('button', { name: 'New token' }).click();
    await anna.getByLabel('Name').fill('build server');
    await anna.getByRole('button', { name: 'Save' }).click();
    const token = await anna.getByLabel('Token', { exact: true }).inputValue();
    await picture(anna, 'token');
    const answer = await (
      await openWindow(browser)
    ).request.get(at('/api/v1/overview'), {
      headers: { Authorization: `Bearer ${token}` },
    });
    assert.equal(answer.status(), 200);
    await anna.getByRole('button', { name: 'Close' }).click();
    await anna.getByText('build server').first().waitFor();
    await picture(anna, 'account');
    await anna.getByRole('button', { name: 'Delete build server' }).click();
    await anna.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await anna.getByText('No tokens yet').waitFor();
  });

  test('who is limited to a group is signed out, and then sees the group alone', async () => {
    await admin.getByRole('button', { name: `Actions for ${userName}` }).click();
    await admin.getByRole('menuitem', { name: 'Edit' }).click();
    await admin.getByLabel('Limited to the group').selectOption(group);
    await admin.getByRole('button', { name: 'Save' }).click();
    await admin.getByRole('row').filter({ hasText: userName }).getByText(group).waitFor();
    await anna.reload();
    await anna.getByLabel(/user name/i).waitFor();

    await signIn(anna, userName, 'a password of my own');
    await anna.getByRole('heading', { name: group }).waitFor();
    await anna.getByText(device.deviceId).first().waitFor();
    assert.equal(await anna.getByRole('link', { name: 'Overview' }).count(), 0);
    await picture(anna, 'limited');
    await anna.getByRole('link', { name: device.deviceId }).first().click();
    await anna.getByRole('heading', { name: device.deviceId }).waitFor();
  });
});
