import { expect, it } from 'vitest';
import { toDevice, toMatchingQuery, wholeCondition } from './matching';

it('keepsTheConditionTogetherWhenOtherFiltersJoinIt', () => {
  const search = {
    condition: 'tags.a = 1 OR tags.b = 2',
    search: "O'Hara",
    status: 'enabled',
    connection: 'disconnected',
  } as const;

  expect(wholeCondition(search)).toBe(
    "(tags.a = 1 OR tags.b = 2) AND CONTAINS(LOWER(deviceId), 'o\\'hara')" +
      " AND status = 'enabled' AND connectionState = 'Disconnected'",
  );
});

it('leavesALoneConditionAsItIsSoThatErrorsNameItsCharacters', () => {
  expect(wholeCondition({ condition: 'tags.a = 1' })).toBe('tags.a = 1');
});

it('readsASearchWithoutAConditionAsOne', () => {
  expect(wholeCondition({})).toBe('*');
  expect(wholeCondition({ search: 'North', status: 'disabled' })).toBe(
    "CONTAINS(LOWER(deviceId), 'north') AND status = 'disabled'",
  );
});

it('sortsByWhatTheTwinCallsTheColumn', () => {
  const query = toMatchingQuery({ condition: 'tags.a = 1', sort: 'firmware', order: 'desc' });

  expect(query).toMatch(
    / WHERE tags\.a = 1 ORDER BY properties\.reported\.firmware\.version DESC$/,
  );
});

it('readsARowAsTheDeviceListHasIt', () => {
  const row = {
    deviceId: 'd',
    status: 'enabled',
    connectionState: 'Connected',
    lastActivityTime: '0001-01-01T00:00:00Z',
    authenticationType: 'sas',
    health: 'unknown',
    model: { not: 'text' },
    location: { latitude: 52.5, longitude: 13.4, accuracy: 3 },
  };

  expect(toDevice(row)).toEqual({
    ...row,
    lastActivityTime: null,
    model: null,
    firmware: null,
    location: { latitude: 52.5, longitude: 13.4 },
  });
});
