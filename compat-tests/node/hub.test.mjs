// The Node SDKs, device and service side, against a running hub. Takes the variables that
// `./homeport env` prints, and NODE_EXTRA_CA_CERTS.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { after, before, describe, test } from 'node:test';
import iotHub from 'azure-iothub';
import device from 'azure-iot-device';
import httpTransport from 'azure-iot-device-http';
import mqttTransport from 'azure-iot-device-mqtt';
import { Kafka, logLevel } from 'kafkajs';

const hubConnection = process.env.IOTHUB_CONNECTION_STRING;
const ca = readFileSync(process.env.HOMEPORT_CA_FILE);
const registry = iotHub.Registry.fromConnectionString(hubConnection);
const deviceId = `node-${randomUUID().slice(0, 8)}`;
let deviceConnection;

async function within(promise, what, millis = 60_000) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${millis} ms`)), millis);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function connected(transport) {
  const client = device.Client.fromConnectionString(deviceConnection, transport);
  if (transport !== httpTransport.Http) {
    // The HTTPS transport takes its CA from NODE_EXTRA_CA_CERTS.
    await client.setOptions({ ca: ca.toString() });
  }
  await within(client.open(), 'opening');
  return client;
}

/** The telemetry of this test's device whose body is `body`, read back from Kafka. */
async function stored(body) {
  const kafka = new Kafka({
    brokers: process.env.KAFKA_BOOTSTRAP_SERVERS.split(','),
    logLevel: logLevel.NOTHING,
  });
  const consumer = kafka.consumer({ groupId: `test-${randomUUID()}` });
  await consumer.connect();
  try {
    await consumer.subscribe({ topic: 'homeport.main.telemetry', fromBeginning: true });
    return await within(
      new Promise((resolve, reject) => {
        consumer
          .run({
            eachMessage: async ({ message }) => {
              if (message.key.toString() === deviceId && message.value.toString() === body) {
                resolve(message);
              }
            },
          })
          .catch(reject);
      }),
      'reading from Kafka',
    );
  } finally {
    await consumer.disconnect();
  }
}

/** Sends a cloud-to-device message by REST with a token that the SDK makes. */
async function sendToDevice(body, headers = {}) {
  const parts = Object.fromEntries(
    hubConnection.split(';').map((part) => {
      const equals = part.indexOf('=');
      return [part.slice(0, equals), part.slice(equals + 1)];
    }),
  );
  const { SharedAccessSignature } = (await import('azure-iot-common')).default;
  const token = SharedAccessSignature.create(
    encodeURIComponent(parts.HostName),
    parts.SharedAccessKeyName,
    parts.SharedAccessKey,
    Math.ceil(Date.now() / 1000) + 600,
  ).toString();
  return new Promise((resolve, reject) => {
    const call = request(
      {
        host: parts.HostName,
        path: `/messages/devicebound?api-version=2021-04-12`,
        method: 'POST',
        ca,
        headers: {
          Authorization: token,
          'iothub-to': `/devices/${deviceId}/messages/devicebound`,
          ...headers,
        },
      },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode));
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

before(async () => {
  const created = await registry.create({ deviceId });
  const key = created.responseBody.authentication.symmetricKey.primaryKey;
  const host = /HostName=([^;]+)/.exec(hubConnection)[1];
  deviceConnection = `HostName=${host};DeviceId=${deviceId};SharedAccessKey=${key}`;
});

after(async () => {
  await registry.delete(deviceId);
});

describe('registry', () => {
  test('refuses to create a device twice', async () => {
    await assert.rejects(registry.create({ deviceId }), { name: 'DeviceAlreadyExistsError' });
  });

  test('names what is wrong with a device it does not know', async () => {
    await assert.rejects(registry.get('nobody'), { name: 'DeviceNotFoundError' });
  });

  test('adds and removes devices in bulk and tells errors by item', async () => {
    const ids = Array.from({ length: 3 }, (_, i) => ({ deviceId: `${deviceId}-bulk-${i}` }));
    const added = await registry.addDevices(ids);
    assert.equal(added.responseBody.isSuccessful, true);
    await registry.removeDevices(ids, true);
    await assert.rejects(registry.get(ids[0].deviceId), { name: 'DeviceNotFoundError' });
  });
});

for (const [name, transport] of [
  ['MQTT', mqttTransport.Mqtt],
  ['MQTT over WebSocket', mqttTransport.MqttWs],
]) {
  describe(name, () => {
    let client;
    before(async () => {
      client = await connected(transport);
    });
    after(async () => {
      await within(client.close(), 'closing');
    });

    test('telemetry reaches Kafka with its properties', async () => {
      const body = JSON.stringify({ temperature: 21.5, run: randomUUID() });
      const message = new device.Message(body);
      message.messageId = 'm-1';
      message.contentType = 'application/json';
      message.contentEncoding = 'utf-8';
      message.properties.add('colour', 'red & blue');
      await within(client.sendEvent(message), 'sending');
      const record = await stored(body);
      assert.equal(record.headers['message-id'].toString(), 'm-1');
      assert.equal(record.headers['content-type'].toString(), 'application/json');
      assert.equal(record.headers.colour.toString(), 'red & blue');
      assert.equal(record.headers['iothub-connection-device-id'].toString(), deviceId);
    });

    test('the twin goes both ways', async () => {
      const twin = await within(client.getTwin(), 'getting the twin');
      const mark = randomUUID();
      // Subscribed to before the report, whose answer so tells that the subscription stands, too.
      const changed = new Promise((resolve) => {
        twin.on('properties.desired', (delta) => {
          if (delta.wish === mark) {
            resolve(delta);
          }
        });
      });
      await within(
        new Promise((resolve, reject) => {
          twin.properties.reported.update({ mark, size: 2, ratio: 2.5 }, (error) =>
            error ? reject(error) : resolve(),
          );
        }),
        'reporting',
      );
      const seen = (await registry.getTwin(deviceId)).responseBody;
      assert.equal(seen.properties.reported.mark, mark);
      await registry.updateTwin(deviceId, { properties: { desired: { wish: mark } } }, seen.etag);
      const delta = await within(changed, 'the desired change');
      assert.ok(delta.$version > 1);
      await assert.rejects(registry.updateTwin(deviceId, { tags: { a: 1 } }, seen.etag), {
        name: 'InvalidEtagError',
      });
    });

    test('a direct method is answered', async () => {
      client.onDeviceMethod('add', (call, response) => {
        response.send(200, { sum: call.payload.a + call.payload.b }, () => {});
      });
      const service = iotHub.Client.fromConnectionString(hubConnection);
      const outcome = await within(
        retryUntilOnline(() =>
          service.invokeDeviceMethod(deviceId, {
            methodName: 'add',
            payload: { a: 40, b: 2 },
            responseTimeoutInSeconds: 15,
            connectTimeoutInSeconds: 5,
          }),
        ),
        'the method',
      );
      assert.equal(outcome.result.status, 200);
      assert.deepEqual(outcome.result.payload, { sum: 42 });
    });

    test('a message to the device arrives with its properties', async () => {
      const text = `hello ${randomUUID()}`;
      const arrived = new Promise((resolve) => {
        client.on('message', (message) => {
          client.complete(message, () => {});
          if (message.getData().toString() === text) {
            resolve(message);
          }
        });
      });
      const status = await sendToDevice(text, {
        'iothub-messageid': 'c-1',
        'iothub-app-kind': 'greeting/a b',
      });
      assert.ok(status >= 200 && status < 300, `status ${status}`);
      const message = await within(arrived, 'the message');
      assert.equal(message.messageId, 'c-1');
      assert.equal(message.properties.getValue('kind'), 'greeting/a b');
    });
  });
}

async function retryUntilOnline(call) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (attempt > 20 || !/NotOnline|404/.test(`${error.name} ${error.message}`)) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

describe('HTTPS', () => {
  test('telemetry reaches Kafka, alone and in a batch', async () => {
    const client = await connected(httpTransport.Http);
    const body = JSON.stringify({ by: 'https', run: randomUUID() });
    await within(client.sendEvent(new device.Message(body)), 'sending');
    await stored(body);
    const batch = [1, 2].map((n) => JSON.stringify({ n, run: randomUUID() }));
    await within(client.sendEventBatch(batch.map((item) => new device.Message(item))), 'the batch');
    await stored(batch[1]);
    await client.close();
  });
});

describe('direct methods', () => {
  test('a device that is not connected is told so', async () => {
    const other = `${deviceId}-offline`;
    await registry.create({ deviceId: other });
    try {
      const service = iotHub.Client.fromConnectionString(hubConnection);
      await assert.rejects(
        service.invokeDeviceMethod(other, { methodName: 'x', payload: null }),
        (error) => /404/.test(`${error.name} ${error.message} ${error.response?.statusCode}`) || error.name === 'DeviceNotFoundError',
      );
    } finally {
      await registry.delete(other);
    }
  });
});

describe('jobs', () => {
  const jobs = iotHub.JobClient.fromConnectionString(hubConnection);

  async function over(jobId, millis = 60_000) {
    const end = Date.now() + millis;
    for (;;) {
      const job = (await jobs.getJob(jobId)).jobStatus;
      if (['completed', 'failed', 'cancelled'].includes(job.status)) return job;
      if (Date.now() > end) throw new Error(`the job is still ${job.status} after ${millis} ms`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  test('a twin job patches the devices that its condition finds', async () => {
    const jobId = randomUUID();
    await jobs.scheduleTwinUpdate(jobId, `deviceId IN ['${deviceId}']`, { etag: '*', tags: { job: jobId } }, new Date(), 60);
    const job = await over(jobId);
    assert.equal(job.status, 'completed');
    assert.deepEqual(job.deviceJobStatistics, {
      deviceCount: 1,
      failedCount: 0,
      succeededCount: 1,
      runningCount: 0,
      pendingCount: 0,
    });
    assert.equal((await registry.getTwin(deviceId)).responseBody.tags.job, jobId);
  });

  test('a method job is answered by each device', async () => {
    const client = await connected(mqttTransport.Mqtt);
    client.onDeviceMethod('ring', (call, response) => response.send(200, { heard: call.payload }, () => {}));
    const jobId = randomUUID();
    try {
      await jobs.scheduleDeviceMethod(
        jobId,
        `deviceId = '${deviceId}'`,
        { methodName: 'ring', payload: 'loud', responseTimeoutInSeconds: 15 },
        new Date(),
        60,
      );
      const job = await over(jobId);
      assert.equal(job.deviceJobStatistics.succeededCount, 1);
    } finally {
      await within(client.close(), 'closing');
    }
    const query = registry.createQuery(`SELECT * FROM devices.jobs WHERE devices.jobs.jobId = '${jobId}'`);
    const [row] = (await query.next()).result;
    assert.deepEqual(row.outcome.deviceMethodResponse, { status: 200, payload: { heard: 'loud' } });
  });

  test('jobs are listed page by page, and cancelled', async () => {
    const later = new Date(Date.now() + 600_000);
    const ids = [randomUUID(), randomUUID(), randomUUID()];
    for (const jobId of ids) await jobs.scheduleTwinUpdate(jobId, '*', { tags: {} }, later, 60);
    const query = jobs.createQuery('scheduleUpdateTwin', 'scheduled', 2);
    const seen = [];
    while (query.hasMoreResults) {
      // The SDK goes on only where it is told from; without that, it begins again.
      const page = await query.next(query.continuationToken);
      seen.push(...page.result.map((job) => job.jobId));
    }
    assert.deepEqual(seen.filter((jobId) => ids.includes(jobId)).sort(), ids.toSorted());
    for (const jobId of ids) assert.equal((await jobs.cancelJob(jobId)).jobStatus.status, 'cancelled');
  });

  test('a job that is not there is told so', async () => {
    // The SDK has no error of its own for it, and hands on what the hub answered.
    const isToldSo = (error) => {
      assert.equal(error.message, 'Not found');
      assert.equal(error.response.statusCode, 404);
      assert.equal(error.response.headers['iothub-errorcode'], 'JobNotFound');
      assert.match(JSON.parse(error.responseBody).Message, /^ErrorCode:JobNotFound;/);
      return true;
    };
    await assert.rejects(jobs.getJob('nobody'), isToldSo);
    await assert.rejects(jobs.cancelJob('nobody'), isToldSo);
  });
});

describe('credentials', () => {
  test('a wrong key is refused', async () => {
    const wrong = deviceConnection.replace(/SharedAccessKey=.*/, `SharedAccessKey=${Buffer.alloc(32).toString('base64')}`);
    const client = device.Client.fromConnectionString(wrong, mqttTransport.Mqtt);
    await client.setOptions({ ca: ca.toString() });
    await assert.rejects(within(client.open(), 'opening'), { name: 'UnauthorizedError' });
  });
});
