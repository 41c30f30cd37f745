import { expect, it } from 'vitest';
import { parseJobSearch, parseOutcomeSearch, toJobQuery } from './search';

it('dropsWhatMakesNoSenseInTheUrl', () => {
  expect(parseJobSearch({ status: 'broken', type: 'reboot', page: -1, pageSize: 7 })).toEqual({});
  expect(parseOutcomeSearch({ outcome: 'scheduled', search: '' })).toEqual({});
});

it('asksTheServerWithEveryParameter', () => {
  expect(toJobQuery(parseJobSearch({ status: 'running', page: 2 }))).toEqual({
    status: 'running',
    page: 2,
    pageSize: 50,
  });
});

it('readsASearchOfDigitsOnlyAsText', () => {
  expect(parseOutcomeSearch({ outcome: 'failed', search: 17 })).toEqual({
    outcome: 'failed',
    search: '17',
  });
});
