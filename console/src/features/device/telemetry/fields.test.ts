import { expect, it } from 'vitest';
import type { TelemetryRecord } from '../../../api/types';
import { defaultFields, latestOf, seriesOf } from './fields';

const record = (enqueuedTime: string, body: unknown): TelemetryRecord => ({
  deviceId: 'demo-01',
  moduleId: null,
  enqueuedTime,
  properties: {},
  systemProperties: {},
  body,
  bodyBase64: null,
});

it('makesALineOfEachNumericFieldAlsoOfNestedOnes', () => {
  const series = seriesOf([
    record('2026-01-01T00:00:00Z', { cpu: 1, firmware: '1.4.2', location: { latitude: 50 } }),
    record('2026-01-01T00:00:01Z', { cpu: 2 }),
  ]);

  expect([...series.keys()]).toEqual(['cpu', 'location.latitude']);
  expect(series.get('cpu')?.map((point) => point.value)).toEqual([1, 2]);
});

it('drawsNothingOfAMessageThatIsNoObject', () => {
  expect(
    seriesOf([record('2026-01-01T00:00:00Z', 'hello'), record('2026-01-01T00:00:01Z', null)]).size,
  ).toBe(0);
});

it('leavesThePositionOutOfTheFirstChoice', () => {
  const fields = [
    'cpu',
    'location.latitude',
    'location.longitude',
    'memory',
    'battery',
    'signal',
    'x',
  ];

  expect(defaultFields(fields)).toEqual(['cpu', 'memory', 'battery', 'signal']);
});

it('shows what was pushed in place of what was stored before', () => {
  const stored = [
    { metric: 'cpu', moduleId: null, value: 1, time: '2026-03-01T12:00:00Z' },
    { metric: 'memory', moduleId: null, value: 2, time: '2026-03-01T12:00:09Z' },
  ];
  const pushed = record('2026-03-01T12:00:05Z', { cpu: 3, memory: 4, disk: 5 });

  expect(latestOf(stored, [pushed]).map(({ metric, value }) => [metric, value])).toEqual([
    ['cpu', 3],
    ['memory', 2],
    ['disk', 5],
  ]);
});
