import { expect, it } from 'vitest';
import { parseDeviceSearch, toQuery } from './search';

it('dropsWhatMakesNoSenseInTheUrl', () => {
  const raw = { status: 'broken', sort: 'password', page: -1, pageSize: 7, order: 'sideways' };

  expect(parseDeviceSearch(raw)).toEqual({});
});

it('keepsDefaultsOutOfTheUrl', () => {
  const raw = { sort: 'deviceId', order: 'asc', page: 0, pageSize: 50 };

  expect(parseDeviceSearch(raw)).toEqual({});
});

it('readsASearchOfDigitsOnlyAsText', () => {
  expect(parseDeviceSearch({ search: 17 })).toEqual({ search: '17' });
});

it('asksTheServerWithEveryParameter', () => {
  expect(toQuery({ sort: 'firmware', page: 2, columns: ['tags.site'] })).toEqual({
    sort: 'firmware',
    order: 'asc',
    page: 2,
    pageSize: 50,
  });
});

it('keepsAConditionInTheUrlAndDropsABlankOne', () => {
  expect(parseDeviceSearch({ condition: 'tags.a = 1' })).toEqual({ condition: 'tags.a = 1' });
  expect(parseDeviceSearch({ condition: ' ' })).toEqual({});
});
