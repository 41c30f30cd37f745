import { expect, test } from 'vitest';
import { parseAlertSearch } from './search';

test('drops from the URL what makes no sense, and what is so anyway', () => {
  expect(parseAlertSearch({ state: 'open', severity: 'huge', rule: 7, subject: '' })).toEqual({
    rule: '7',
  });
  expect(parseAlertSearch({ state: 'muted', severity: 'critical', subject: 'd-1' })).toEqual({
    state: 'muted',
    severity: 'critical',
    subject: 'd-1',
  });
});
