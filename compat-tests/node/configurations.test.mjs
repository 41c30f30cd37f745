// Automatic configurations through the Node service SDK. Takes the variables that `./homeport env`
// prints, and NODE_EXTRA_CA_CERTS.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { after, before, describe, test } from 'node:test';
import iotCommon from 'azure-iot-common';
import iotHub from 'azure-iothub';

const hubConnection = process.env.IOTHUB_CONNECTION_STRING;
const ca = readFileSync(process.env.HOMEPORT_CA_FILE);
const registry = iotHub.Registry.fromConnectionString(hubConnection);
const run = randomUUID().slice(0, 8);
const deviceId = `configured-${run}`;

async function soon(what, check, millis = 60_000) {
  const end = Date.now() + millis;
  for (;;) {
    try {
      return await check();
    } catch (problem) {
      if (Date.now() > end) {
        throw new Error(`${what}: ${problem.message}`, { cause: problem });
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function desired(id = deviceId) {
  const { properties } = (await registry.getTwin(id)).responseBody;
  const { $metadata, $version, ...values } = properties.desired;
  return values;
}

/** A call of the hub's REST API that the SDK does not have, with a token that the SDK makes. */
async function post(path, content) {
  const part = (name) => new RegExp(`${name}=([^;]+)`).exec(hubConnection)[1];
  const token = iotCommon.SharedAccessSignature.create(
    encodeURIComponent(part('HostName')),
    part('SharedAccessKeyName'),
    part('SharedAccessKey'),
    Math.ceil(Date.now() / 1000) + 600,
  ).toString();
  return new Promise((resolve, reject) => {
    const call = request(
      {
        host: part('HostName'),
        path: `${path}?api-version=2021-04-12`,
        method: 'POST',
        ca,
        headers: { Authorization: token, 'Content-Type': 'application/json' },
      },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode, body: JSON.parse(Buffer.concat(chunks).toString()) }),
        );
      },
    );
    call.on('error', reject);
    call.end(JSON.stringify(content));
  });
}

before(async () => {
  await registry.create({ deviceId });
});

after(async () => {
  await registry.delete(deviceId);
});

for (const kind of ['device', 'module']) {
  describe(`a ${kind} configuration`, () => {
    const id = `node_e2e_${kind}_${run}`;
    const content = { [`${kind}Content`]: { 'properties.desired': { prop1: 'foo' } } };
    let etag;

    after(async () => {
      await registry.removeConfiguration(id);
      await assert.rejects(registry.getConfiguration(id), (error) => error.response.statusCode === 404);
    });

    test('is created and found alone and in the list', async () => {
      await registry.addConfiguration({ id, content, targetCondition: '', priority: 20 });
      const found = (await registry.getConfiguration(id)).responseBody;
      assert.deepEqual(found.content, content);
      assert.equal(found.priority, 20);
      assert.deepEqual(found.systemMetrics.results, { appliedCount: 0, targetedCount: 0 });
      assert.ok(Date.parse(found.createdTimeUtc) <= Date.now());
      etag = found.etag;
      const all = (await registry.getConfigurations()).responseBody;
      assert.deepEqual(all.find((one) => one.id === id).content, content);
      await assert.rejects(
        registry.addConfiguration({ id, content }),
        (error) => error.response.statusCode === 409,
      );
    });

    test('is edited with its ETag and refuses an older one', async () => {
      const found = (await registry.getConfiguration(id)).responseBody;
      await registry.updateConfiguration({ ...found, priority: 99, labels: { owner: 'me' } });
      const edited = (await registry.getConfiguration(id)).responseBody;
      assert.equal(edited.priority, 99);
      assert.deepEqual(edited.labels, { owner: 'me' });
      assert.equal(edited.createdTimeUtc, found.createdTimeUtc);
      await assert.rejects(registry.updateConfiguration({ ...found, etag, priority: 1 }), { name: 'InvalidEtagError' });
      assert.equal((await registry.getConfiguration(id)).responseBody.priority, 99);
    });

    test('is edited by force and keeps its content', async () => {
      await registry.updateConfiguration({ id, content, priority: 5, targetCondition: '' }, true);
      assert.equal((await registry.getConfiguration(id)).responseBody.priority, 5);
      await assert.rejects(
        registry.updateConfiguration(
          { id, content: { [`${kind}Content`]: { 'properties.desired': { prop1: 'bar' } } }, priority: 5 },
          true,
        ),
        (error) => error.response.statusCode === 400,
      );
    });
  });
}

describe('what a configuration does', () => {
  const id = `follows_${run}`;

  test('follows the tags of a device', async () => {
    await registry.addConfiguration({
      id,
      content: { deviceContent: { 'properties.desired.chiller': { temperature: 66, ratio: 2.0, on: true } } },
      targetCondition: `tags.run = '${run}'`,
      priority: 10,
      metrics: { queries: { here: `SELECT deviceId FROM devices WHERE tags.run = '${run}'` } },
    });
    const twin = (await registry.getTwin(deviceId)).responseBody;
    await registry.updateTwin(deviceId, { tags: { run } }, twin.etag);
    await soon('entering', async () =>
      assert.deepEqual(await desired(), { chiller: { temperature: 66, ratio: 2, on: true } }),
    );
    const section = (await registry.getTwin(deviceId)).responseBody.configurations;
    assert.deepEqual(section, { [id]: { status: 'applied' } });
  });

  test('counts whom it targets with queries that the hub understands', async () => {
    const { systemMetrics } = (await registry.getConfiguration(id)).responseBody;
    assert.deepEqual(systemMetrics.results, { appliedCount: 1, targetedCount: 1 });
    for (const query of Object.values(systemMetrics.queries)) {
      const found = await registry.createQuery(query).nextAsTwin();
      assert.deepEqual(
        found.result.map((one) => one.deviceId),
        [deviceId],
      );
    }
  });

  test('puts back what someone changes by hand', async () => {
    await registry.updateTwin(deviceId, { properties: { desired: { chiller: { temperature: 1 }, mine: 1 } } }, '*');
    await soon('putting back', async () =>
      assert.deepEqual(await desired(), { chiller: { temperature: 66, ratio: 2, on: true }, mine: 1 }),
    );
  });

  test('is over when the device leaves, and stays when the configuration is deleted', async () => {
    await registry.updateTwin(deviceId, { tags: { run: null } }, '*');
    await soon('leaving', async () => assert.deepEqual(await desired(), { mine: 1 }));
    await registry.updateTwin(deviceId, { tags: { run } }, '*');
    await soon('entering again', async () => assert.equal((await desired()).chiller.temperature, 66));
    await registry.removeConfiguration(id);
    await soon('deleting', async () =>
      assert.equal((await registry.getTwin(deviceId)).responseBody.configurations, undefined),
    );
    assert.equal((await desired()).chiller.temperature, 66);
  });

  test('reaches an edge device at once when it is applied there', async () => {
    const edge = `edge-${run}`;
    await registry.create({ deviceId: edge, capabilities: { iotEdge: true } });
    try {
      await registry.applyConfigurationContentOnDevice(edge, {
        modulesContent: { $edgeAgent: { 'properties.desired': { schemaVersion: '1.1' } } },
      });
      const agent = (await registry.getModuleTwin(edge, '$edgeAgent')).responseBody;
      assert.equal(agent.properties.desired.schemaVersion, '1.1');
    } finally {
      await registry.delete(edge);
    }
    await assert.rejects(
      registry.applyConfigurationContentOnDevice(deviceId, {
        modulesContent: { $edgeAgent: { 'properties.desired': { schemaVersion: '1.1' } } },
      }),
      (error) => error.response.statusCode === 400,
    );
  });
});

describe('testQueries', () => {
  test('says nothing of what is right', async () => {
    const answer = await post('/configurations/testQueries', {
      targetCondition: "tags.site = 'north'",
      customMetricQueries: { fine: "SELECT deviceId FROM devices WHERE properties.reported.ok = true" },
    });
    assert.deepEqual(answer, { status: 200, body: {} });
  });

  test('names what is wrong by its metric', async () => {
    const { status, body } = await post('/configurations/testQueries', {
      targetCondition: 'tags.site =',
      customMetricQueries: { fine: 'SELECT deviceId FROM devices', wrong: 'SELECT FROM devices' },
    });
    assert.equal(status, 200);
    assert.match(body.targetConditionError, /\S/);
    assert.deepEqual(Object.keys(body.customMetricQueryErrors), ['wrong']);
  });
});
