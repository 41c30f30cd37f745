import { expect, it } from 'vitest';
import { heard, type BulkRun } from './useBulk';

const begin: BulkRun = { progress: undefined, failures: [], end: undefined, error: undefined };
const counts = { total: 3, done: 2, changed: 1, unchanged: 0, failed: 1 };

it('knowsHowFarTheChangeIsAndWhenItIsOver', () => {
  const half = heard(begin, { type: 'progress', ...counts });

  expect(half).toEqual({ ...begin, progress: counts });
  expect(heard(half, { type: 'done', ...counts }).end).toBe('done');
  expect(heard(half, { type: 'aborted', ...counts }).end).toBe('aborted');
});

it('keepsTheFirstFailuresOnly', () => {
  let run = begin;
  for (let at = 0; at < 500; at++) {
    run = heard(run, { type: 'failure', deviceId: `d-${at}`, code: 'ServerError', message: 'no' });
  }

  expect(run.failures).toHaveLength(200);
  expect(run.failures[0]).toEqual({ deviceId: 'd-0', code: 'ServerError', message: 'no' });
});
