import { expect, it } from 'vitest';
import { patchJobPage } from './jobPagePatch';
import type { JobPage, JobSummary } from './types';

const job = (jobId: string, change: Partial<JobSummary> = {}): JobSummary => ({
  jobId,
  type: 'scheduleDeviceMethod',
  status: 'running',
  queryCondition: '*',
  createdBy: 'ada',
  createdTime: '2026-01-01T00:00:00Z',
  startTime: '2026-01-01T00:00:00Z',
  endTime: null,
  maxExecutionTimeInSeconds: 60,
  failureReason: null,
  statistics: { devices: 2, pending: 2, running: 0, succeeded: 0, failed: 0, cancelled: 0 },
  ...change,
});

const page = (...items: JobSummary[]): JobPage => ({
  items,
  total: items.length,
  page: 0,
  pageSize: 50,
});

it('writesAJobThatHasComeFurtherIntoItsRow', () => {
  const done = job('b', { status: 'completed' });

  const patch = patchJobPage(page(job('a'), job('b')), {}, [done]);

  expect(patch.page.items).toEqual([job('a'), done]);
  expect(patch.stale).toBe(false);
});

it('asksForThePageAgainWhenAJobNoLongerMatchesItsFilter', () => {
  const running = page(job('a'));

  expect(
    patchJobPage(running, { status: 'running' }, [job('a', { status: 'completed' })]).stale,
  ).toBe(true);
});

it('asksForThePageAgainWhenAJobIsNew', () => {
  expect(patchJobPage(page(job('a')), {}, [job('b')]).stale).toBe(true);
});

it('leavesThePageAloneWhenTheJobIsNoneOfIts', () => {
  const calls = page(job('a'));
  const patch = job('b', { type: 'scheduleUpdateTwin' });

  expect(patchJobPage(calls, { type: 'scheduleDeviceMethod' }, [patch])).toEqual({
    page: calls,
    stale: false,
  });
});
