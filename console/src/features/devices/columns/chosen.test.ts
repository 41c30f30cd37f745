import { expect, it } from 'vitest';
import { isTwinPath, OWN_COLUMNS, parseColumns, twinTitle } from './chosen';

it('knowsPathsOfTwins', () => {
  for (const path of [
    'tags.site',
    'tags.site.floor',
    'properties.reported.firmware.version',
    'properties.desired.[[a b]]',
    'properties.reported.2nd.$version',
  ]) {
    expect(isTwinPath(path), path).toBe(true);
  }
  for (const path of [
    '',
    'tags',
    'deviceId',
    'properties.reported',
    'properties.other.a',
    'tags.a b',
    'tags.a, deviceId',
    'properties.reported.$metadata',
  ]) {
    expect(isTwinPath(path), path).toBe(false);
  }
});

it('dropsColumnsThatAreNoneAndThoseThatAreThereTwice', () => {
  expect(parseColumns(['health', 'password', 'tags.site', 7, 'health'])).toEqual([
    'health',
    'tags.site',
  ]);
});

it('keepsTheUsualColumnsOutOfTheUrl', () => {
  expect(parseColumns([...OWN_COLUMNS])).toBeUndefined();
  expect(parseColumns('health')).toBeUndefined();
  expect(parseColumns([])).toEqual([]);
});

it('headsAColumnWithWhatTellsItApart', () => {
  expect(twinTitle('properties.reported.model')).toBe('reported.model');
  expect(twinTitle('tags.site')).toBe('tags.site');
});
