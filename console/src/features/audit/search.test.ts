import { expect, test } from 'vitest';
import { exportUrl, fromField, parseAuditSearch, toField } from './search';

test('drops from the URL what makes no sense', () => {
  expect(
    parseAuditSearch({ who: 7, action: '', outcome: 'maybe', from: 'yesterday', page: 3 }),
  ).toEqual({ who: '7' });
  expect(parseAuditSearch({ outcome: 'denied', to: '2026-01-15T08:30:00Z' })).toEqual({
    outcome: 'denied',
    to: '2026-01-15T08:30:00.000Z',
  });
});

test('a time field shows local time and gives the same moment back', () => {
  const moment = '2026-01-15T08:30:00.000Z';

  expect(fromField(toField(moment))).toBe(moment);
  expect(toField(undefined)).toBe('');
  expect(fromField('')).toBeUndefined();
});

test('an export takes the filters along', () => {
  expect(exportUrl({ target: 'devices/a b', outcome: undefined }, 'csv')).toBe(
    '/api/v1/audit/export?format=csv&target=devices%2Fa+b',
  );
});
