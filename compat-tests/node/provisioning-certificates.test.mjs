// The Node SDKs of the provisioning service and of devices with certificates: a folder for each device, PROTOCOL-DEVICE,
// is in the folder that is the argument; those whose name begins with "stranger" are refused. Takes the variables that
// `./homeport env` prints, and NODE_EXTRA_CA_CERTS.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import device from 'azure-iot-device';
import mqttTransport from 'azure-iot-device-mqtt';
import provisioningDevice from 'azure-iot-provisioning-device';
import provisioningMqtt from 'azure-iot-provisioning-device-mqtt';
import x509 from 'azure-iot-security-x509';

const TRANSPORTS = {
  mqtt: { register: provisioningMqtt.Mqtt, connect: mqttTransport.Mqtt },
  'mqtt-ws': { register: provisioningMqtt.MqttWs, connect: mqttTransport.MqttWs },
};
const ca = readFileSync(process.env.HOMEPORT_CA_FILE, 'utf8');

for (const folder of readdirSync(process.argv[2])) {
  const file = (name) => readFileSync(join(process.argv[2], folder, name), 'utf8');
  const registrationId = file('device');
  const transport = TRANSPORTS[folder.slice(0, -registrationId.length - 1)];
  const certificate = { cert: file('chain.pem'), key: file('key.pem') };
  const register = () =>
    provisioningDevice.ProvisioningDeviceClient.create(
      process.env.HOMEPORT_PROVISIONING_HOST,
      process.env.HOMEPORT_ID_SCOPE,
      new transport.register(),
      new x509.X509Security(registrationId, certificate),
    ).register();

  if (registrationId.startsWith('stranger')) {
    test(`${folder} is refused`, { timeout: 120_000 }, async () => {
      await assert.rejects(register());
    });
  } else {
    test(`${folder} is assigned and connects to its hub`, { timeout: 120_000 }, async () => {
      const assigned = await register();

      assert.equal(assigned.status, 'assigned');
      assert.equal(assigned.deviceId, registrationId);
      const client = device.Client.fromConnectionString(
        `HostName=${assigned.assignedHub};DeviceId=${assigned.deviceId};x509=true`,
        transport.connect,
      );
      await client.setOptions({ ...certificate, ca });
      await client.open();
      await client.sendEvent(new device.Message('{}'));
      await client.close();
    });
  }
}
