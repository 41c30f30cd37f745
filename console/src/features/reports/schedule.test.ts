import { expect, test } from 'vitest';
import type { ReportSchedule } from '../../api/types';
import { cadenceText, choiceOf, draftOf, toSchedule } from './schedule';

const SCHEDULE: ReportSchedule = {
  name: 'weekly',
  report: 'inventory',
  format: 'csv',
  condition: 'a = 1',
  group: 'north',
  tags: ['site', 'x.y'],
  version: '',
  recipients: ['a@example.com', 'b@example.com'],
  every: 'week',
  on: 2,
  at: '07:30',
  zone: 'Europe/Berlin',
  enabled: true,
  changedBy: 'ann',
  nextAt: '2026-01-06T06:30:00Z',
  attempts: 0,
  lastAt: null,
  lastError: null,
};

test('a schedule that is saved unchanged stays as it was', () => {
  const { report, format, condition, group, tags, recipients, every, on, at, zone, enabled } =
    SCHEDULE;

  expect(toSchedule(draftOf(SCHEDULE), choiceOf(SCHEDULE))).toEqual({
    report,
    format,
    condition,
    group,
    tags,
    recipients,
    every,
    on,
    at,
    zone,
    enabled,
  });
});

test('says in words when it is due', () => {
  expect(cadenceText(SCHEDULE)).toBe('Every Tuesday at 07:30 (Europe/Berlin)');
  expect(cadenceText({ ...SCHEDULE, every: 'month', on: 31 })).toBe(
    'Every month on day 31 at 07:30 (Europe/Berlin)',
  );
});
