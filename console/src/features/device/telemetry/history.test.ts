import { describe, expect, test } from 'vitest';
import { bySender, withGaps, type Bucket } from './history';

const begin = Date.parse('2026-03-01T12:00:00Z');

function bucketsAt(...seconds: number[]): Bucket[] {
  return seconds.map((second) => ({
    time: new Date(begin + second * 1000).toISOString(),
    min: 1,
    average: 2,
    max: 3,
    count: 4,
  }));
}

describe('the line of a metric', () => {
  test('breaks where the device was silent', () => {
    const buckets = bucketsAt(0, 60, 120, 600, 660);

    const line = withGaps(buckets, 60);

    expect(line.map((bucket) => bucket && buckets.indexOf(bucket))).toEqual([0, 1, 2, null, 3, 4]);
  });

  test('does not break because a device sends seldom', () => {
    const buckets = bucketsAt(0, 300, 600, 1500);

    expect(withGaps(buckets, 5)).toEqual(buckets);
    expect(withGaps([], 5)).toEqual([]);
  });
});

test('metrics are asked for by who sends them', () => {
  const value = { value: 1, time: '2026-03-01T12:00:00Z' };
  const metrics = [
    { metric: 'cpu', moduleId: null, ...value },
    { metric: 'memory', moduleId: null, ...value },
    { metric: 'cpu', moduleId: 'camera', ...value },
  ];

  expect(bySender(metrics, ['memory', 'camera: cpu'])).toEqual([
    { moduleId: null, metrics: ['memory'] },
    { moduleId: 'camera', metrics: ['cpu'] },
  ]);
});
