import { expect, it } from 'vitest';
import type { JsonObject } from '../../../lib/json';
import { queriesOf, valuesOf } from './queries';

it('asksForAllDevicesAtOnceWhenTheHubReadsThat', () => {
  expect(queriesOf(['a', "b'c"], ['tags.site', 'properties.reported.n'])).toEqual([
    {
      query:
        "SELECT deviceId, tags.site AS c0, properties.reported.n AS c1 FROM devices WHERE deviceId IN ['a', 'b\\'c']",
      pageSize: 2,
    },
  ]);
});

it('asksInPartsForLongIds', () => {
  const ids = Array.from({ length: 100 }, (_, index) => `${index}`.padStart(128, 'x'));

  const queries = queriesOf(ids, ['tags.site']);

  expect(queries.length).toBeGreaterThan(1);
  expect(queries.every(({ query }) => query.length <= 8192)).toBe(true);
  expect(queries.reduce((sum, { pageSize }) => sum + pageSize, 0)).toBe(100);
});

it('findsValuesByDeviceAndPathAndLeavesOutWhatIsNotThere', () => {
  const rows: JsonObject[] = [{ deviceId: 'a', c0: 'north', c1: null }, { deviceId: 'b' }];

  expect(valuesOf(rows, ['tags.site', 'tags.floor'])).toEqual({
    a: { 'tags.site': 'north', 'tags.floor': null },
    b: {},
  });
});
