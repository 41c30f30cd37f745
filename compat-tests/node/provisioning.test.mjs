// The Node SDKs of the provisioning service, device and service side, and the hub that a device is assigned to. Takes
// the variables that `./homeport env` prints, and NODE_EXTRA_CA_CERTS.
import assert from 'node:assert/strict';
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import device from 'azure-iot-device';
import mqttTransport from 'azure-iot-device-mqtt';
import iotHub from 'azure-iothub';
import provisioningDevice from 'azure-iot-provisioning-device';
import provisioningHttp from 'azure-iot-provisioning-device-http';
import provisioningMqtt from 'azure-iot-provisioning-device-mqtt';
import provisioningService from 'azure-iot-provisioning-service';
import symmetricKey from 'azure-iot-security-symmetric-key';

const idScope = process.env.HOMEPORT_ID_SCOPE;
const host = process.env.HOMEPORT_PROVISIONING_HOST;
const service = provisioningService.ProvisioningServiceClient.fromConnectionString(
  process.env.IOTHUB_PROVISIONING_CONNECTION_STRING,
);
const ca = readFileSync(process.env.HOMEPORT_CA_FILE).toString();

const name = (what) => `${what}-${randomUUID().slice(0, 8)}`;
const newKey = () => randomBytes(32).toString('base64');
const derived = (groupKey, id) =>
  createHmac('sha256', Buffer.from(groupKey, 'base64')).update(id, 'utf8').digest('base64');
const attestation = () => ({
  type: 'symmetricKey',
  symmetricKey: { primaryKey: newKey(), secondaryKey: newKey() },
});

async function register(id, key, transport) {
  const security = new symmetricKey.SymmetricKeySecurityClient(id, key);
  const client = provisioningDevice.ProvisioningDeviceClient.create(host, idScope, transport, security);
  client.setProvisioningPayload({ model: 'TX-100' });
  return client.register();
}

async function sendsTo(assigned, key) {
  const client = device.Client.fromConnectionString(
    `HostName=${assigned.assignedHub};DeviceId=${assigned.deviceId};SharedAccessKey=${key}`,
    mqttTransport.Mqtt,
  );
  await client.setOptions({ ca });
  await client.open();
  await client.sendEvent(new device.Message('{}'));
  await client.close();
}

for (const [protocol, transport] of [
  ['MQTT', () => new provisioningMqtt.Mqtt()],
  ['MQTT over WebSocket', () => new provisioningMqtt.MqttWs()],
  ['HTTPS', () => new provisioningHttp.Http()],
]) {
  describe(`the Node provisioning client over ${protocol}`, () => {
    let group;

    before(async () => {
      const created = await service.createOrUpdateEnrollmentGroup({
        enrollmentGroupId: name('group'),
        attestation: attestation(),
        initialTwin: { tags: { site: 'north' }, properties: { desired: { interval: 30 } } },
      });
      group = created.responseBody;
    });

    test('assigns a device of a group, which then connects to its hub', async () => {
      const id = name('node');
      const key = derived(group.attestation.symmetricKey.primaryKey, id);

      const assigned = await register(id, key, transport());

      assert.equal(assigned.deviceId, id);
      assert.equal(assigned.status, 'assigned');
      assert.deepEqual(assigned.payload, { model: 'TX-100' });
      await sendsTo(assigned, key);
      const twin = await iotHub.Registry.fromConnectionString(process.env.IOTHUB_CONNECTION_STRING).getTwin(id);
      assert.equal(twin.responseBody.tags.site, 'north');
      const state = await service.getDeviceRegistrationState(id);
      assert.equal(state.responseBody.assignedHub, assigned.assignedHub);
    });

    test('refuses a device with a wrong key', async () => {
      await assert.rejects(register(name('wrong'), newKey(), transport()));
    });
  });
}

test('the Node service client enrolls, changes, finds and deletes', async () => {
  const id = name('managed');
  const created = (await service.createOrUpdateIndividualEnrollment({ registrationId: id, attestation: attestation() }))
    .responseBody;

  const changed = (await service.createOrUpdateIndividualEnrollment({ ...created, provisioningStatus: 'disabled' }))
    .responseBody;

  assert.equal(changed.provisioningStatus, 'disabled');
  const query = service.createIndividualEnrollmentQuery({ query: 'SELECT * FROM enrollments' }, 2);
  const found = [];
  while (query.hasMoreResults) {
    found.push(...(await query.next(query.continuationToken)).responseBody);
  }
  assert.ok(found.some((enrollment) => enrollment.registrationId === id));
  const some = service.createIndividualEnrollmentQuery({
    query: `SELECT * FROM enrollments WHERE registrationId = '${id}' AND provisioningStatus = 'disabled'`,
  });
  assert.deepEqual(
    (await some.next()).responseBody.map((enrollment) => enrollment.registrationId),
    [id],
  );
  const bad = service.createIndividualEnrollmentQuery({ query: 'SELECT * FROM enrollments WHERE' });
  await assert.rejects(bad.next(), /400|ArgumentError|Bad Request/i);
  await assert.rejects(service.deleteIndividualEnrollment(id, created.etag), /412|PreconditionFailed|Precondition/i);
  await service.deleteIndividualEnrollment(id, changed.etag);
  await assert.rejects(service.getIndividualEnrollment(id), /not found|404/i);
});
