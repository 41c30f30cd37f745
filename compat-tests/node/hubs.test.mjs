// Hubs in a real browser: an admin adds one, looks at its keys, proves possession of a certificate authority, sees its
// devices and what happens to them, and removes the hub again.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { at, call, consoleUrl, enter, launch, openWindow, picture } from './fixture.mjs';

const hub = `browser-${randomUUID().slice(0, 8)}`;
const folder = mkdtempSync(join(tmpdir(), 'homeport-ca-'));
const file = (name) => join(folder, name);
const openssl = (...args) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
let browser;
let page;

before(async () => {
  openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2',
    '-subj', '/CN=Factory', '-keyout', 'ca.key', '-out', 'ca.pem',
    '-addext', 'keyUsage=critical,keyCertSign,cRLSign'); // prettier-ignore
  browser = await launch();
  page = await (await openWindow(browser)).newPage();
  await page.goto(consoleUrl);
  await enter(page, process.env.HOMEPORT_ADMIN_PASSWORD);
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
});

after(async () => {
  await call(page, 'DELETE', `/api/v1/hubs/${hub}?confirm=${hub}`);
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** The page's next live connection about that hub; null for the first one. */
const socketOf = (name) =>
  page.waitForEvent(
    'websocket',
    (socket) => new URL(socket.url()).searchParams.get('hub') === name,
  );

const tells = (socket, deviceId) =>
  socket.waitForEvent('framereceived', ({ payload }) => payload.includes(deviceId));

const hubPicker = () => page.getByRole('combobox', { name: 'Hub', exact: true });
const asked = () => new URL(page.url()).searchParams.get('hub');

describe('hubs', () => {
  test('an admin adds a hub with a host name of its own', async () => {
    await page.getByRole('link', { name: 'Hubs' }).click();
    await page.getByRole('button', { name: 'New hub' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(hub);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('At least one host name is needed.').waitFor();
    await page.getByLabel('Host names').fill(`${hub}.example.com`);
    await page.getByLabel('Weight').fill('3');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: hub }).click();
    await page.getByRole('heading', { name: hub }).waitFor();
    await page.getByText(`${hub}.example.com`).first().waitFor();
    await picture(page, 'hub-added');
  });

  test('a hub gets networks, and what is none is said at their field', async () => {
    await page.getByRole('button', { name: 'Edit' }).click();
    const networks = page.getByRole('textbox', { name: 'Networks' });
    await networks.fill('192.0.2.0/24\n192.0.2.9/24');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('192.0.2.9/24 is no network').waitFor();
    const beside = (await networks.getAttribute('aria-describedby')).split(' ');
    const said = await Promise.all(beside.map((id) => page.locator(`[id="${id}"]`).innerText()));
    assert.match(said.join('\n'), /^192\.0\.2\.9\/24 is no network/m);
    assert.equal(await networks.getAttribute('aria-invalid'), 'true');
    await picture(page, 'hub-networks');

    await networks.fill('192.0.2.0/24\n2001:db8::/32');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('definition').filter({ hasText: '192.0.2.0/24, 2001:db8' }).waitFor();

    await page.getByRole('button', { name: 'Edit' }).click();
    assert.match(await networks.inputValue(), /^192\.0\.2\.0\/24\n2001:db8:/);
    await networks.fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const { items } = await (await call(page, 'GET', '/api/v1/hubs')).json();
    assert.deepEqual(items.find(({ name }) => name === hub).networks, []);
  });

  test('keys are covered until asked for, and can be made afresh', async () => {
    await page.getByRole('button', { name: 'Keys of iothubowner' }).click();
    const key = page.getByLabel('Primary key', { exact: true });
    const before = await key.inputValue();
    assert.equal(await key.getAttribute('type'), 'password');
    await page.getByRole('button', { name: 'Regenerate primary key' }).click();
    await page.getByRole('button', { name: 'Regenerate', exact: true }).click();
    await page.getByRole('button', { name: 'Regenerate primary key' }).waitFor();
    assert.notEqual(await key.inputValue(), before);
    await picture(page, 'hub-keys');
    await page.getByRole('button', { name: 'Close' }).click();
  });

  test('a certificate authority is verified step by step', async () => {
    await page.getByRole('button', { name: 'Add certificate' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('factory');
    await page
      .getByRole('textbox', { name: 'Certificate (PEM)' })
      .fill(readFileSync(file('ca.pem'), 'utf8'));
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Make a code' }).click();
    const code = await page.getByLabel('Verification code', { exact: true }).inputValue();
    await page.getByRole('heading', { name: /^Step 3/ }).waitFor();
    await picture(page, 'hub-proof');

    openssl('req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes',
      '-subj', `/CN=${code}`, '-keyout', 'proof.key', '-out', 'proof.csr'); // prettier-ignore
    openssl('x509', '-req', '-in', 'proof.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial',
      '-days', '1', '-out', 'proof.pem'); // prettier-ignore
    const proof = page.getByRole('textbox', {
      name: 'Signed certificate (PEM)',
    });
    await proof.fill(readFileSync(file('ca.pem'), 'utf8'));
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText('The certificate proves nothing yet').waitFor();
    await proof.fill(readFileSync(file('proof.pem'), 'utf8'));
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByRole('cell', { name: 'Verified', exact: true }).waitFor();
    await picture(page, 'hub-certificates');
  });

  test('pages tell which hub they are about, and lead to another one', async () => {
    const deviceId = `of-${hub}`;
    const picker = hubPicker();
    assert.ok((await call(page, 'POST', `/api/v1/devices?hub=${hub}`, { deviceId })).ok());
    await page.getByRole('link', { name: 'Devices', exact: true }).click();
    await picker.waitFor();
    assert.equal(await picker.inputValue(), 'main');
    assert.equal(asked(), null);

    await picker.focus();
    await page.keyboard.type(hub);
    await page.getByRole('link', { name: deviceId, exact: true }).waitFor();
    assert.equal(asked(), hub);
    await picture(page, 'hub-devices');

    await page.getByRole('link', { name: deviceId, exact: true }).click();
    await page.getByRole('heading', { name: deviceId }).waitFor();
    assert.equal(await picker.inputValue(), hub);
    await page.getByRole('tab', { name: 'Twin' }).click();
    await page.reload();
    await page.getByRole('heading', { name: deviceId }).waitFor();
    assert.equal(asked(), hub);
    await picture(page, 'hub-device');

    await page.getByRole('link', { name: 'Groups', exact: true }).click();
    await page.waitForURL(/\/groups\?hub=/);
    await page.getByRole('heading', { name: 'Groups', exact: true }).waitFor();
    assert.equal(await picker.inputValue(), hub);
    await picker.selectOption('main');
    await page.waitForURL(/\/groups$/);
    await page.getByRole('link', { name: 'Devices', exact: true }).click();
    await page.getByLabel('Search devices').fill(deviceId);
    await page.getByText('No device matches').waitFor();
    assert.ok((await call(page, 'DELETE', `/api/v1/devices/${deviceId}?hub=${hub}`)).ok());
  });

  test('the overview of a hub is live, and that of another one hears nothing of it', async () => {
    const deviceId = `seen-${hub}`;
    const elsewhere = `beside-${hub}`;
    const counter = page.getByRole('group', { name: 'Devices', exact: true });
    const live = page.getByText('Live', { exact: true }).first();
    const there = socketOf(hub);
    await page.goto(at(`?hub=${hub}`));
    await page.getByText(`Hub ${hub} ·`).waitFor();
    await live.waitFor();
    await counter.getByText('0', { exact: true }).waitFor();

    const told = tells(await there, deviceId);
    assert.ok((await call(page, 'POST', `/api/v1/devices?hub=${hub}`, { deviceId })).ok());
    await told;
    await counter.getByText('1', { exact: true }).waitFor();
    await page.getByRole('link', { name: deviceId, exact: true }).waitFor();
    await picture(page, 'hub-overview');

    const here = socketOf(null);
    await hubPicker().selectOption('main');
    await page.getByText('Hub main ·').waitFor();
    await live.waitFor();
    assert.equal(asked(), null);
    let strange = false;
    (await here).on('framereceived', ({ payload }) => {
      strange ||= payload.includes(deviceId);
    });
    const toldHere = tells(await here, elsewhere);
    assert.ok((await call(page, 'DELETE', `/api/v1/devices/${deviceId}?hub=${hub}`)).ok());
    assert.ok((await call(page, 'POST', '/api/v1/devices', { deviceId: elsewhere })).ok());
    await toldHere;
    assert.ok(!strange, 'what happens in the other hub is not told here');
    assert.ok((await call(page, 'DELETE', `/api/v1/devices/${elsewhere}`)).ok());
  });

  test('firmware and deployments are those of the hub', async () => {
    await page.goto(at(`firmware?hub=${hub}`));
    await page.getByRole('button', { name: 'Upload firmware', exact: true }).first().click();
    await page.locator('input[type=file]').setInputFiles({
      name: `${hub}-1.0.0.bin`,
      mimeType: 'application/octet-stream',
      buffer: randomBytes(1_000),
    });
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await page.getByRole('row').filter({ hasText: hub }).waitFor();
    assert.equal(await hubPicker().inputValue(), hub);
    await picture(page, 'hub-firmware');

    const library = await (await call(page, 'GET', `/api/v1/firmware?hub=${hub}`)).json();
    const wanted = {
      ...{ name: `to ${hub}`, firmwareId: library.items[0].id },
      ...{ target: { devices: ['nobody'] }, plan: {} },
    };
    assert.ok((await call(page, 'POST', `/api/v1/deployments?hub=${hub}`, wanted)).ok());
    await page.getByRole('link', { name: 'Deployments', exact: true }).click();
    await page.getByRole('link', { name: wanted.name, exact: true }).click();
    await page.getByRole('heading', { name: wanted.name, exact: true }).waitFor();
    assert.equal(asked(), hub);
    await page.locator('main header').getByText('Completed', { exact: true }).first().waitFor();
    await picture(page, 'hub-deployment');

    const [mains] = await Promise.all([
      page.waitForResponse(/\/api\/v1\/deployments\?/),
      hubPicker().selectOption('main'),
    ]);
    assert.equal(new URL(mains.url()).searchParams.get('hub'), null);
    assert.ok(!(await mains.text()).includes(hub));
    await page.getByRole('heading', { name: 'Deployments', exact: true }).waitFor();
    assert.equal(asked(), null);
  });

  test('a hub that is not there is said to be none', async () => {
    await page.goto(at('jobs?hub=no-such-hub'));
    await page.getByRole('heading', { name: 'There is no such hub' }).waitFor();
    await page.getByRole('link', { name: 'To the first hub' }).click();
    await page.getByRole('heading', { name: 'Devices', exact: true }).waitFor();
    assert.equal(new URL(page.url()).search, '');
    await page.goto(at(`hubs/${hub}`));
  });

  test('a hub is removed after a question', async () => {
    await page.getByRole('button', { name: 'Delete hub' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'New hub' }).waitFor();
    await page.getByRole('link', { name: hub }).waitFor({ state: 'detached' });

    const { items } = await (await call(page, 'GET', '/api/v1/hubs')).json();
    await page.getByRole('link', { name: 'Devices', exact: true }).click();
    await page.getByRole('heading', { name: 'Devices', exact: true }).waitFor();
    assert.equal(
      await hubPicker().count(),
      items.length > 1 ? 1 : 0,
      'a choice only among several',
    );
  });
});
