// The Node SDK with certificates that an authority signed: a folder for each device, PROTOCOL-DEVICE, is in the folder
// that is the argument. Takes the variables that `./homeport env` prints, and NODE_EXTRA_CA_CERTS.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import device from 'azure-iot-device';
import httpTransport from 'azure-iot-device-http';
import mqttTransport from 'azure-iot-device-mqtt';

const TRANSPORTS = {
  mqtt: mqttTransport.Mqtt,
  'mqtt-ws': mqttTransport.MqttWs,
  http: httpTransport.Http,
};
const host = /HostName=([^;]+)/.exec(process.env.IOTHUB_CONNECTION_STRING)[1];
const ca = readFileSync(process.env.HOMEPORT_CA_FILE, 'utf8');

for (const folder of readdirSync(process.argv[2])) {
  const file = (name) => readFileSync(join(process.argv[2], folder, name), 'utf8');
  const deviceId = file('device');
  const protocol = folder.slice(0, -deviceId.length - 1);
  test(`${deviceId} sends telemetry over ${protocol}`, { timeout: 120_000 }, async () => {
    const client = device.Client.fromConnectionString(
      `HostName=${host};DeviceId=${deviceId};x509=true`,
      TRANSPORTS[protocol],
    );
    const options = { cert: file('chain.pem'), key: file('key.pem') };
    if (protocol === 'http') {
      // This transport takes them at once and never says so. Its CA comes from NODE_EXTRA_CA_CERTS.
      void client.setOptions(options);
    } else {
      await client.setOptions({ ...options, ca });
    }
    await client.open();
    await client.sendEvent(new device.Message('signed by an authority'));
    await client.close();
  });
}
