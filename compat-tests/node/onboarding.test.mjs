// Onboarding in a real browser: a technician on a phone, devices that are enrolled, one that is refused, an end user with a
// claim code.
import assert from 'node:assert/strict';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import device from 'azure-iot-device';
import mqttTransport from 'azure-iot-device-mqtt';
import provisioningDevice from 'azure-iot-provisioning-device';
import provisioningHttp from 'azure-iot-provisioning-device-http';
import symmetricKey from 'azure-iot-security-symmetric-key';
import { at, call, consoleUrl, enter, launch, openWindow, picture } from './fixture.mjs';

const run = randomUUID().slice(0, 8);
const userName = `tina-${run}`;
const serial = `SN-${run}`;
const sold = `SOLD-${run}`;
const enrolled = `ENR-${run}`;
const chip = `TPM-${run}`;
const phone = { viewport: { width: 390, height: 844 } };

let browser;
let admin;
let tina;

before(async () => {
  browser = await launch();
  admin = await (await openWindow(browser)).newPage();
  await admin.goto(consoleUrl);
  await enter(admin, process.env.HOMEPORT_ADMIN_PASSWORD);
  await admin.getByRole('heading', { name: 'Overview' }).waitFor();
  const made = await call(admin, 'POST', '/api/v1/users', { userName, role: 'technician' });
  const { password } = await made.json();
  const window = await openWindow(browser, phone);
  await window.request.post(at('/api/v1/session'), { data: { userName, password } });
  await call(window, 'PUT', '/api/v1/session/password', {
    currentPassword: password,
    newPassword: 'a password of my own',
  });
  tina = await window.newPage();
});

after(async () => {
  await call(admin, 'DELETE', `/api/v1/users/${userName}`);
  for (const id of [serial, sold, enrolled, chip]) {
    await call(admin, 'DELETE', `/api/v1/provisioning/enrollments/${id}`);
    await call(admin, 'DELETE', `/api/v1/devices/${id}`);
    await call(admin, 'DELETE', `/api/v1/onboarding/${id}`);
    await call(admin, 'DELETE', `/api/v1/records/${id}`);
  }
  await browser?.close();
});

async function connect(connectionString) {
  const client = device.Client.fromConnectionString(connectionString, mqttTransport.Mqtt);
  await client.setOptions({ ca: readFileSync(process.env.HOMEPORT_CA_FILE).toString() });
  await client.open();
  return client;
}

/** Registers with the provisioning service, as the device would with what it was handed. */
function register({ globalDeviceEndpoint, idScope, registrationId, primaryKey }) {
  return provisioningDevice.ProvisioningDeviceClient.create(
    globalDeviceEndpoint,
    idScope,
    new provisioningHttp.Http(),
    new symmetricKey.SymmetricKeySecurityClient(registrationId, primaryKey),
  ).register();
}

/** The public area of an endorsement key as TPMs are made with (TPM2B_PUBLIC, base64). */
function endorsementKey() {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const modulus = Buffer.from(publicKey.export({ format: 'jwk' }).n, 'base64url');
  const policy = '837197674484b3f81a90cc8d46a5d724fd52d76e06520b64f2a1da1b331469aa';
  const area = `0001000b000300b20020${policy}00060080004300100800000000000100`;
  return Buffer.concat([Buffer.from(`013a${area}`, 'hex'), modulus]).toString('base64');
}

/** Onboards a device by way of the provisioning service, and reads the file that it is handed. */
async function enroll(code) {
  await tina.goto(at('onboard'));
  await tina.getByLabel('Serial number or MAC address').fill(code);
  await tina.getByRole('radio', { name: 'by the provisioning service' }).check();
  await tina.getByRole('button', { name: 'Check' }).click();
  await tina.getByRole('button', { name: 'Onboard', exact: true }).click();
  await tina.getByText(`${code} is enrolled`).waitFor();
  await tina.getByText(process.env.HOMEPORT_ID_SCOPE, { exact: true }).waitFor();
  await tina.getByRole('img', { name: `Code with the credentials of ${code}` }).waitFor();
  const [file] = await Promise.all([
    tina.waitForEvent('download'),
    tina.getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  return JSON.parse(await readFile(await file.path(), 'utf8'));
}

describe('onboarding', () => {
  test('an admin imports what was built, and is told of each bad row', async () => {
    await admin.getByRole('link', { name: 'Manufacturing' }).click();
    await admin.getByRole('button', { name: 'Import CSV' }).click();
    await admin.getByLabel('CSV file').setInputFiles({
      name: 'built.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        `serial,model,customer,order\n${serial},TX-100,Acme ${run},4711\n${sold},TX-100,Acme ${run},4711\nbad serial,,,\n`,
      ),
    });
    await admin.getByRole('dialog').getByRole('button', { name: 'Import' }).click();
    await admin.getByRole('heading', { name: 'Refused rows' }).waitFor();
    await admin.getByRole('cell', { name: 'bad serial' }).waitFor();
    await picture(admin, 'records-imported');
    await admin.getByRole('button', { name: 'Close' }).click();
    await admin.getByLabel('Search records').fill(run);
    await admin.getByRole('cell', { name: serial, exact: true }).waitFor();
    await admin.getByText('Not set up').nth(1).waitFor();
    await picture(admin, 'records');
  });

  test('a technician onboards a device by its serial number, and sees it come online', async () => {
    await tina.goto(at('onboard'));
    await tina.getByLabel('Serial number or MAC address').fill(serial.toLowerCase());
    await picture(tina, 'onboard');
    await tina.getByRole('button', { name: 'Check' }).click();
    await tina.getByText('Not set up before: Passed').waitFor();
    await tina.getByText('Certificate: Not needed').waitFor();
    await picture(tina, 'onboard-checked');
    await tina.getByRole('button', { name: 'Onboard', exact: true }).click();
    await tina.getByText(`${serial} is on the hub`).waitFor();
    await tina.getByRole('img', { name: `Code with the credentials of ${serial}` }).waitFor();
    await tina.getByText('Waiting for the device to connect…').waitFor();
    await picture(tina, 'onboard-credentials');
    const connectionString = await tina
      .getByLabel('Connection string', { exact: true })
      .inputValue();
    const [file] = await Promise.all([
      tina.waitForEvent('download'),
      tina.getByRole('button', { name: 'Save as a file' }).click(),
    ]);
    const saved = JSON.parse(await readFile(await file.path(), 'utf8'));
    assert.equal(saved.connectionString, connectionString);
    assert.equal(file.suggestedFilename(), `${serial}.json`);

    const client = await connect(connectionString);
    try {
      await tina.getByText('The device is online.').waitFor();
      await picture(tina, 'onboard-online');
    } finally {
      await client.close();
    }
  });

  test('a technician enrolls a device, and sees where it is assigned and that it comes online', async () => {
    assert.ok((await call(admin, 'PUT', `/api/v1/records/${enrolled}`, { model: 'TX-100' })).ok());

    const given = await enroll(enrolled);

    assert.equal(given.idScope, process.env.HOMEPORT_ID_SCOPE);
    assert.equal(
      await tina.getByLabel('Primary key', { exact: true }).inputValue(),
      given.primaryKey,
    );
    await tina.getByText('Waiting for the device to ask the provisioning service…').waitFor();
    await picture(tina, 'onboard-enrolled');
    const { assignedHub, deviceId } = await register(given);
    await tina.getByText(/^Assigned to the hub/).waitFor();
    const client = await connect(
      `HostName=${assignedHub};DeviceId=${deviceId};SharedAccessKey=${given.primaryKey}`,
    );
    try {
      await tina.getByText('The device is online.').waitFor();
    } finally {
      await client.close();
    }
    await tina.getByRole('link', { name: 'Open the device' }).click();
    await tina.getByRole('heading', { name: deviceId }).waitFor();
  });

  test('a device with a TPM is enrolled by the endorsement key of its record', async () => {
    const key = endorsementKey();
    const record = { model: 'TX-100', endorsementKey: key };
    assert.ok((await call(admin, 'PUT', `/api/v1/records/${chip}`, record)).ok());

    const given = await enroll(chip);

    assert.equal(given.endorsementKey, key);
    assert.equal(given.primaryKey, undefined);
    await tina.getByRole('region', { name: 'Endorsement key' }).getByText(key).waitFor();
    await picture(tina, 'onboard-tpm');
    const known = await call(admin, 'GET', `/api/v1/provisioning/enrollments/${chip}`);
    assert.equal((await known.json()).attestation.type, 'tpm');
  });

  test('a device that was set up before is refused, and one that nobody knows', async () => {
    await tina.goto(at('onboard'));
    await tina.getByLabel('Serial number or MAC address').fill(serial);
    await tina.getByRole('button', { name: 'Check' }).click();
    await tina.getByText('Not set up before: Failed').waitFor();
    await tina.getByText('This device cannot be onboarded').waitFor();
    assert.equal(await tina.getByRole('button', { name: 'Onboard', exact: true }).count(), 0);
    await picture(tina, 'onboard-refused');
    await tina.getByRole('button', { name: 'Another device' }).click();
    await tina.getByLabel('Serial number or MAC address').fill(`nobody-${run}`);
    await tina.getByRole('button', { name: 'Check' }).click();
    await tina.getByText('Manufacturing record: Failed').waitFor();
  });

  test('an end user registers a device with the code from its card', async () => {
    await admin.getByRole('button', { name: `Actions for ${sold}` }).click();
    await admin.getByRole('menuitem', { name: 'Claim code…' }).click();
    await admin.getByRole('button', { name: 'Make the code' }).click();
    const code = await admin.getByLabel('Code', { exact: true }).inputValue();
    await picture(admin, 'claim-code');
    await admin.getByRole('button', { name: 'Close' }).click();

    const home = await (await openWindow(browser, phone)).newPage();
    await home.goto(at('claim'));
    await home.getByLabel('Code').fill(`${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`);
    await home.getByRole('button', { name: 'Register' }).click();
    await home.getByText('There is a slip in this code').waitFor();
    await picture(home, 'claim-slip');
    await home.getByLabel('Code').fill(code.toLowerCase().replaceAll('-', ' '));
    await home.getByRole('button', { name: 'Register' }).click();
    await home.getByRole('heading', { name: 'Your device is registered' }).waitFor();
    await home.getByText(`Serial number ${sold}`).waitFor();
    await picture(home, 'claim-done');
    const client = await connect(
      await home.getByLabel('Connection string', { exact: true }).inputValue(),
    );
    await client.close();
    await admin.getByText('Active').nth(1).waitFor();
  });
});
