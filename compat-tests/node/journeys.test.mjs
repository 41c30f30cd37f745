// A day of each role in a real browser against a running hub, with one device on the Node SDK that heeds what
// it is told and whose battery drains when it is asked to. Takes the variables that `./homeport env` prints.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { at, call, connectDevice, launch, openWindow, picture, signedIn } from './fixture.mjs';

/** What a battery measures that drains and is charged again, and what everybody is shown of it. */
const DRAIN = [
  [80, 'Healthy'],
  [18, 'Warning'],
  [8, 'Critical'],
  [95, 'Healthy'],
];
const HEALTH = DRAIN.map(([, word]) => word.toLowerCase());

const people = [];

let browser;
let admin;
let device;

before(async () => {
  device = await connectDevice();
  await heed();
  device.client.onDeviceMethod('drainBattery', (_, response) =>
    response.send(200, { steps: DRAIN.length }, () => {}),
  );
  browser = await launch();
  admin = await signedIn(await openWindow(browser));
});

after(async () => {
  for (const userName of people) {
    await call(admin, 'DELETE', `/api/v1/users/${userName}`);
  }
  await browser?.close();
  await device?.close();
});

/** The device reports the telemetry interval that is desired of it. */
async function heed() {
  const twin = await device.client.getTwin();
  twin.on('properties.desired', ({ telemetryInterval }) => {
    if (telemetryInterval) twin.properties.reported.update({ telemetryInterval }, () => {});
  });
}

/** A new person of that role, who has chosen a password and stands at the overview. */
async function person(role) {
  const userName = `${role}-${randomUUID().slice(0, 8)}`;
  const made = await call(admin, 'POST', '/api/v1/users', { userName, role });
  const { password } = await made.json();
  people.push(userName);
  const window = await openWindow(browser);
  await call(window, 'POST', '/api/v1/session', { userName, password });
  const chosen = `a password of ${userName}`;
  const changed = await call(window, 'PUT', '/api/v1/session/password', {
    currentPassword: password,
    newPassword: chosen,
  });
  assert.equal(changed.status(), 200);
  await window.clearCookies();
  return { userName, page: await signedIn(window, chosen, userName) };
}

async function openDevice(page, { deviceId } = device) {
  await page.getByRole('link', { name: 'Devices', exact: true }).click();
  await page.getByLabel('Search devices').fill(deviceId);
  await page.getByText('1–1 of 1', { exact: true }).waitFor(); // its row does not move any more
  await page.getByRole('link', { name: deviceId, exact: true }).click();
  await page.getByRole('heading', { name: deviceId }).waitFor();
}

const tab = (page, name) => page.getByRole('tab', { name, exact: true }).click();
const region = (page, name) => page.getByRole('region', { name });

describe('a technician', () => {
  let page;
  let userName;

  before(async () => {
    ({ page, userName } = await person('technician'));
  });

  test('changes a desired property and sees the device follow', async () => {
    await openDevice(page);
    await tab(page, 'Twin');
    await page.getByRole('button', { name: 'Edit: Desired properties' }).click();
    await page.getByLabel('Desired properties as JSON').fill('{"telemetryInterval": 7}');
    await page.getByRole('button', { name: 'Save', exact: true }).click();

    const reported = region(page, /^Reported properties/).getByRole('row');
    await reported.filter({ hasText: 'telemetryInterval' }).filter({ hasText: '7' }).waitFor();
    await picture(page, 'journey-twin');
  });

  test('sees a battery drain and recover on the page of the device, and everybody on the overview', async () => {
    const heard = healthsHeard(admin);
    await admin.reload(); // for a live connection from its first word
    await admin.getByText('Live', { exact: true }).first().waitFor();
    const row = region(admin, 'Recently active devices')
      .getByRole('row')
      .filter({ hasText: device.deviceId });
    const header = page.locator('main header');
    await tab(page, 'Direct method');
    await page.getByLabel('Method name').fill('drainBattery');
    await page.getByRole('button', { name: 'Call method' }).click();
    await page.getByText('"steps"').first().waitFor();
    await tab(page, 'Health');

    for (const [battery, word] of DRAIN) {
      // Not before everybody has seen what came of the value before.
      await device.send({ battery });
      await Promise.all([
        header.getByText(word, { exact: true }).waitFor(),
        row.getByText(word, { exact: true }).waitFor(),
      ]);
      if (word === 'Critical') {
        await page.getByText('battery is 8, at or below 10').first().waitFor();
        await picture(page, 'journey-critical');
        await picture(admin, 'journey-overview');
        assert.deepEqual(await twinHealth(page), ['critical', 'battery']);
      }
    }

    assert.deepEqual(await twinHealth(page), ['healthy', undefined]);
    assert.deepEqual(heard(), HEALTH);
    const changes = await (
      await call(page, 'GET', `/api/v1/devices/${device.deviceId}/health/changes`)
    ).json();
    assert.deepEqual(changes.items.map(({ status }) => status).reverse(), HEALTH);
  });

  test('is in the audit log with both', async () => {
    await admin.goto(at(`audit?who=${userName}&target=devices/${device.deviceId}`));
    const rows = admin.getByRole('table').getByRole('row');
    await rows.filter({ hasText: 'updateTwin' }).filter({ hasText: 'Succeeded' }).waitFor();
    await rows.filter({ hasText: 'invokeMethod' }).filter({ hasText: 'Succeeded' }).waitFor();
  });
});

/** The healths of the device that the page is told of from now on by its live socket, each as often as it changes. */
function healthsHeard(page) {
  const healths = [];
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      for (const { deviceId, health } of JSON.parse(payload).changed ?? []) {
        if (deviceId === device.deviceId && health !== healths.at(-1)) healths.push(health);
      }
    }),
  );
  return () => healths.filter((health) => health !== 'unknown');
}

async function twinHealth(page) {
  const answer = await call(page, 'GET', `/api/v1/devices/${device.deviceId}/twin`);
  const { health } = (await answer.json()).properties.reported;
  return [health.status, health.reasons[0]?.metric];
}

describe('a viewer', () => {
  let page;
  let userName;

  before(async () => {
    ({ page, userName } = await person('viewer'));
  });

  test('finds the device, and nothing to change it with', async () => {
    await openDevice(page);
    for (const name of ['Direct method', 'Messages', 'Credentials', 'Time line']) {
      assert.equal(await page.getByRole('tab', { name }).count(), 0, name);
    }
    for (const name of ['Users', 'Audit log']) {
      assert.equal(await page.getByRole('link', { name }).count(), 0, name);
    }
    await tab(page, 'Twin');
    await region(page, /^Reported properties/)
      .getByText('telemetryInterval')
      .first()
      .waitFor();
    assert.equal(await page.getByRole('button', { name: /^Edit/ }).count(), 0);
    await picture(page, 'journey-viewer');
  });

  test('downloads a report', async () => {
    await page.getByRole('link', { name: 'Reports' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /CSV/ }).click(),
    ]);
    assert.match(readFileSync(await download.path(), 'utf8'), new RegExp(device.deviceId));
  });

  test('is refused by the server what the console hides', async () => {
    const path = `/api/v1/devices/${device.deviceId}`;
    const refused = [
      await call(page, 'POST', `${path}/methods`, { methodName: 'drainBattery' }),
      await call(page, 'PATCH', `${path}/twin`, { properties: { desired: { x: 1 } } }),
      await call(page, 'DELETE', path),
      await call(page, 'GET', '/api/v1/audit'),
    ];
    assert.deepEqual(
      refused.map((answer) => answer.status()),
      [403, 403, 403, 403],
    );
    assert.equal((await call(page, 'GET', path)).status(), 200);
  });

  test('is found with it by the admin in the audit log', async () => {
    await admin.getByRole('link', { name: 'Audit log' }).first().click();
    await admin.getByLabel('Outcome').selectOption('denied');
    await admin.getByLabel('Who').fill(userName);
    const rows = admin.getByRole('table').getByRole('row').filter({ hasText: userName });
    for (const action of ['invokeMethod', 'updateTwin', 'deleteDevice', 'listAudit']) {
      await rows.filter({ hasText: action }).filter({ hasText: 'Denied' }).waitFor();
    }
    await picture(admin, 'journey-refused');
  });
});

describe('an admin', () => {
  let spare;

  before(async () => {
    spare = await connectDevice();
    await spare.client.close();
  });

  after(() => spare?.close());

  test('takes a device out of service and back, and finds both in the audit log', async () => {
    await openDevice(admin, spare);
    const header = admin.locator('main header');
    await admin.getByRole('button', { name: 'Disable', exact: true }).click();
    await header.getByText('Disabled', { exact: true }).waitFor();
    await admin.getByRole('button', { name: 'Enable', exact: true }).click();
    await header.getByText('Enabled', { exact: true }).waitFor();

    await admin.goto(
      at(`audit?who=${process.env.HOMEPORT_ADMIN_USER}&target=devices/${spare.deviceId}`),
    );
    await admin.getByRole('row').filter({ hasText: 'updateDevice' }).nth(1).waitFor();
  });
});
