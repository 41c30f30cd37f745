// The queries of the Node service SDK. Takes the variables that `./homeport env` prints, and
// NODE_EXTRA_CA_CERTS.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import iotHub from 'azure-iothub';

const registry = iotHub.Registry.fromConnectionString(process.env.IOTHUB_CONNECTION_STRING);
const fleet = `fleet-${randomUUID().slice(0, 8)}`;
const ids = [1, 2, 3].map((n) => `${fleet}-${n}`);

before(async () => {
  for (const [index, deviceId] of ids.entries()) {
    await registry.create({ deviceId });
    const tags = { fleet, 'odd-name': { 'a-b': index } };
    await registry.updateTwin(deviceId, { tags }, '*');
  }
});

after(async () => {
  for (const deviceId of ids) {
    await registry.delete(deviceId);
  }
});

describe('queries', () => {
  test('hand over twins page by page', async () => {
    const query = registry.createQuery(`SELECT * FROM devices WHERE tags.fleet = '${fleet}'`, 2);
    const pages = [];
    while (query.hasMoreResults) {
      const { result } = await query.nextAsTwin();
      pages.push(result.map((twin) => twin.deviceId));
      assert.ok(result.every((twin) => twin.tags.fleet === fleet));
    }
    assert.deepEqual(pages, [ids.slice(0, 2), ids.slice(2)]);
  });

  test('hand over selected values', async () => {
    const query = registry.createQuery(
      `SELECT deviceId, tags.[[odd-name]] AS odd FROM devices WHERE tags.fleet = '${fleet}'`,
    );
    const { result } = await query.next();
    assert.deepEqual(
      result,
      ids.map((deviceId) => ({ deviceId, odd: { 'a-b': ids.indexOf(deviceId) } })),
    );
    assert.equal(query.hasMoreResults, false);
  });

  test('are refused with the place of the mistake', async () => {
    const query = registry.createQuery('SELECT * FROM devices WHERE tags.a == 1');
    await assert.rejects(query.next(), (error) => {
      assert.equal(error.name, 'ArgumentError');
      assert.match(`${error.message} ${error.responseBody ?? ''}`, /character 37/);
      return true;
    });
  });
});
