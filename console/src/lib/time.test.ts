import { expect, it } from 'vitest';
import { relativeTime } from './time';

const now = Date.parse('2026-01-02T12:00:00Z');

it.each([
  ['2026-01-02T11:59:55Z', 'just now'],
  ['2026-01-02T12:00:03Z', 'just now'],
  ['2026-01-02T11:59:23Z', '30 seconds ago'],
  ['2026-01-02T11:58:01Z', '1 minute ago'],
  ['2026-01-02T09:30:00Z', '2 hours ago'],
  ['2025-12-31T12:00:00Z', '2 days ago'],
])('says of %s that it was %s', (instant, words) => {
  expect(relativeTime(instant, now)).toBe(words);
});
