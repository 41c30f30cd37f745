// Jobs and bulk changes in a real browser against a running hub: made, watched, cancelled, and what became
// of each device. Takes the variables that `./homeport env` prints.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import iotHub from 'azure-iothub';
import { at, call, connectDevice, launch, openWindow, picture, signedIn } from './fixture.mjs';

const registry = iotHub.Registry.fromConnectionString(process.env.IOTHUB_CONNECTION_STRING);
const fleet = `bulk-${randomUUID().slice(0, 8)}`;
const SILENT = 30;
const silent = Array.from({ length: SILENT }, (_, at) => `${fleet}-${String(at).padStart(2, '0')}`);

let browser;
let page;
let device;

before(async () => {
  device = await connectDevice();
  device.client.onDeviceMethod('ring', (call, response) =>
    response.send(202, { heard: call.payload }, () => {}),
  );
  await registry.addDevices(silent.map((deviceId) => ({ deviceId, status: 'enabled' })));
  browser = await launch();
  page = await signedIn(await openWindow(browser));
});

after(async () => {
  await browser?.close();
  await device?.close();
  await registry
    .removeDevices(
      (await named()).map((deviceId) => ({ deviceId })),
      true,
    )
    .catch(() => {});
});

const button = (name) => page.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('dialog');
const open = (path) => page.goto(at(path));

async function named(condition = '') {
  const query = registry.createQuery(
    `SELECT deviceId FROM devices WHERE STARTSWITH(deviceId, '${fleet}')${condition}`,
    1000,
  );
  return (await query.next()).result.map(({ deviceId }) => deviceId);
}

/** The job whose page is open. */
async function openedJob() {
  await page.waitForURL(/\/jobs\/[^/]+$/);
  return decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1));
}

describe('jobs', () => {
  test('a method for a condition is counted before, made, and answered by the device', async () => {
    await page.getByRole('link', { name: 'Jobs', exact: true }).click();
    await button('New job').click();
    await dialog().getByLabel('Method name').fill('ring');
    await dialog().getByLabel('Payload (JSON)').fill('"loud"');
    await dialog()
      .getByRole('textbox', { name: /^Condition/ })
      .fill(`deviceId = '${device.deviceId}'`);
    await dialog().getByText('1 device matches').waitFor();
    await dialog().getByText(device.deviceId, { exact: true }).waitFor();
    await picture(page, 'job-new');
    await dialog().getByRole('button', { name: 'Create job for 1 device', exact: true }).click();
    await openedJob();
    await page.getByText('Completed', { exact: true }).first().waitFor();
    await page.getByText('1 of 1', { exact: true }).waitFor();
    await page.getByRole('cell', { name: 'Status 202 · heard loud' }).waitFor();
    await page.getByText(process.env.HOMEPORT_ADMIN_USER, { exact: true }).first().waitFor();
    await page.getByRole('button', { name: `Details of ${device.deviceId}` }).click();
    await dialog().getByText('"heard": "loud"').waitFor();
    await picture(page, 'job-answer');
    await dialog().getByRole('button', { name: 'Close' }).click();
  });

  test('a condition that cannot be read makes no job', async () => {
    await open('jobs');
    await button('New job').click();
    await dialog().getByLabel('Method name').fill('ring');
    await dialog()
      .getByRole('textbox', { name: /^Condition/ })
      .fill('deviceId ==');
    await dialog()
      .getByText(/wrong at character/)
      .waitFor();
    const create = dialog().getByRole('button', { name: 'Create job', exact: true });
    assert.equal(await create.getAttribute('aria-disabled'), 'true');
    await dialog().getByRole('button', { name: 'Cancel' }).click();
  });

  test('devices that are offline are waited for, live, until the job is cancelled', async () => {
    await open('jobs');
    await button('New job').click();
    await dialog().getByLabel('Method name').fill('ring');
    await dialog().getByLabel('For which devices').selectOption('devices');
    await dialog()
      .getByLabel('Device ids')
      .fill([device.deviceId, ...silent].join('\n'));
    await dialog()
      .getByRole('button', { name: `Create job for ${SILENT + 1} devices`, exact: true })
      .click();
    const jobId = await openedJob();
    // The page was not loaded again: how far the job is comes over the socket.
    await page.getByRole('button', { name: /^1 ?Succeeded$/ }).waitFor();
    await page.getByRole('button', { name: new RegExp(`^${SILENT} ?Pending$`) }).click();
    await page.getByRole('link', { name: silent[0] }).waitFor();
    await page.getByLabel('Search devices of the job').fill(silent[7]);
    await page.getByRole('link', { name: silent[7] }).waitFor();
    await page.getByRole('link', { name: silent[0] }).waitFor({ state: 'detached' });
    await picture(page, 'job-running');
    await button('Cancel job').click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel job' }).click();
    await page.getByText('Cancelled', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: new RegExp(`^${SILENT} ?Cancelled$`) }).waitFor();
    await open('jobs?status=cancelled');
    await page.getByRole('link', { name: jobId }).waitFor();
    await open('jobs?status=running');
    await page.getByRole('link', { name: jobId }).waitFor({ state: 'detached' });
  });

  test('the pages of a job lead through its devices', async () => {
    const jobId = `pages-${fleet}`;
    const ids = Array.from({ length: 60 }, (_, at) => `${fleet}-p${String(at).padStart(2, '0')}`);
    await registry.addDevices(ids.map((deviceId) => ({ deviceId, status: 'enabled' })));
    const answer = await call(page, 'PUT', `/api/v1/jobs/${jobId}`, {
      type: 'scheduleUpdateTwin',
      updateTwin: { etag: '*', tags: { site: 'north' } },
      queryCondition: `STARTSWITH(deviceId, '${fleet}-p')`,
    });
    assert.equal(answer.status(), 200);
    await open(`jobs/${jobId}`);
    await page.getByText('60 of 60', { exact: true }).waitFor();
    await page.getByText('1–50', { exact: true }).waitFor();
    await button('Next page').click();
    await page.getByText('51–60', { exact: true }).waitFor();
    await page.getByRole('link', { name: ids[59] }).waitFor();
    await button('Previous page').click();
    await page.getByRole('link', { name: ids[0] }).waitFor();
    await registry.removeDevices(
      ids.map((deviceId) => ({ deviceId })),
      true,
    );
  });
});

describe('bulk changes', () => {
  test('tags for all that match become a job', async () => {
    await open(`devices?search=${fleet}&pageSize=25`);
    await page.getByLabel('Select all devices on this page').click();
    await page.getByText('All 25 devices on this page are selected.').waitFor();
    await button(`Select all ${SILENT} that match`).click();
    await picture(page, 'devices-all-chosen');
    await button('Set tags').click();
    await dialog().getByLabel('Tags (JSON)').fill('{"floor": 3}');
    await dialog()
      .getByRole('button', { name: `Create job for ${SILENT} devices`, exact: true })
      .click();
    await openedJob();
    await page.getByText(`${SILENT} of ${SILENT}`, { exact: true }).waitFor();
    assert.equal((await named(' AND tags.floor = 3')).length, SILENT);
  });

  test('a method for picked devices becomes a job for these only', async () => {
    await open(`devices?search=${fleet}`);
    await page.getByLabel(`Select ${silent[1]}`).click();
    await page.getByLabel(`Select ${silent[2]}`).click();
    await button('Call method').click();
    await dialog().getByLabel('Method name').fill('ring');
    await dialog().getByRole('button', { name: 'Create job for 2 devices', exact: true }).click();
    await openedJob();
    await page.getByRole('link', { name: silent[2] }).waitFor();
    await button('Cancel job').click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel job' }).click();
    await page.getByText('Cancelled', { exact: true }).first().waitFor();
  });

  test('picked devices are counted, then disabled', async () => {
    await open(`devices?search=${fleet}`);
    await page.getByLabel(`Select ${silent[0]}`).click();
    await page.getByLabel(`Select ${silent[3]}`).click();
    await button('Disable').click();
    await dialog().getByText('2 devices match').waitFor();
    await picture(page, 'bulk-disable');
    assert.deepEqual(await named(" AND status = 'disabled'"), []);
    await dialog().getByRole('button', { name: 'Disable 2 devices', exact: true }).click();
    await dialog().getByText('2 of 2 done · 2 disabled').waitFor();
    await dialog().getByRole('button', { name: 'Close' }).click();
    await page.getByText('Disabled', { exact: true }).nth(1).waitFor();
    assert.deepEqual(await named(" AND status = 'disabled'"), [silent[0], silent[3]]);
  });

  test('nothing is deleted until the count is typed', async () => {
    await open(`devices?condition=STARTSWITH(deviceId, '${fleet}')&pageSize=25`);
    await page.getByLabel('Select all devices on this page').click();
    await button(`Select all ${SILENT} that match`).click();
    await button('Delete').click();
    const confirm = dialog().getByRole('button', { name: `Delete ${SILENT} devices`, exact: true });
    await confirm.click();
    await dialog().getByText(`This is not ${SILENT}.`).waitFor();
    assert.equal((await named()).length, SILENT);
    await dialog().getByLabel(`Type ${SILENT} to confirm`).fill(String(SILENT));
    await picture(page, 'bulk-delete');
    // One more comes to match after it was counted.
    await registry.create({ deviceId: `${fleet}-late` });
    await confirm.click();
    await dialog()
      .getByText(new RegExp(`finds ${SILENT + 1} devices now, not ${SILENT}`))
      .waitFor();
    assert.equal((await named()).length, SILENT + 1);
    await button('Count again').click();
    await dialog()
      .getByLabel(`Type ${SILENT + 1} to confirm`)
      .fill(String(SILENT + 1));
    await button(`Delete ${SILENT + 1} devices`).click();
    await dialog()
      .getByText(`${SILENT + 1} of ${SILENT + 1} done · ${SILENT + 1} deleted`)
      .waitFor();
    await picture(page, 'bulk-deleted');
    await dialog().getByRole('button', { name: 'Close' }).click();
    await page.getByText('No device matches').waitFor();
    assert.deepEqual(await named(), []);
  });

  test('a device that fails is told with its reason, and the others are changed', async () => {
    const lines = [
      {
        type: 'failure',
        deviceId: 'odd',
        code: 'ServerError',
        message: 'the hub could not store this',
      },
      { type: 'progress', total: 3, done: 2, changed: 1, unchanged: 0, failed: 1 },
      { type: 'done', total: 3, done: 3, changed: 2, unchanged: 0, failed: 1 },
    ];
    await page.route('**/api/v1/bulk/devices', (call) =>
      call.fulfill({
        contentType: 'application/x-ndjson',
        body: lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
      }),
    );
    await open(`devices?search=${device.deviceId}`);
    await page.getByLabel(`Select ${device.deviceId}`).click();
    await button('Enable').click();
    await dialog().getByRole('button', { name: 'Enable 1 device', exact: true }).click();
    await dialog().getByText('3 of 3 done · 2 enabled · 1 failed').waitFor();
    await dialog().getByRole('cell', { name: 'the hub could not store this' }).waitFor();
    await picture(page, 'bulk-failures');
    await page.unrouteAll();
  });
});
