import type { Metric, TelemetryRecord } from '../../../api/types';
import { isObject, leaves } from '../../../lib/json';

export interface Point {
  at: number;
  value: number;
}

/** The numeric fields of one message by their dotted path. */
export function numbersOf(record: TelemetryRecord): Map<string, number> {
  const numbers = new Map<string, number>();
  if (!isObject(record.body)) return numbers;
  for (const { path, value } of leaves(record.body)) {
    if (typeof value === 'number') numbers.set(path, value);
  }
  return numbers;
}

/** The lines of a chart: for each numeric field its values in the order of the messages. */
export function seriesOf(records: readonly TelemetryRecord[]): Map<string, Point[]> {
  const series = new Map<string, Point[]>();
  for (const record of records) {
    const at = Date.parse(record.enqueuedTime);
    for (const [path, value] of numbersOf(record)) {
      const points = series.get(path);
      if (points) points.push({ at, value });
      else series.set(path, [{ at, value }]);
    }
  }
  return series;
}

const DRAWN_AT_FIRST = 4;

/** What is drawn until somebody chooses: the first measurements; a position is no measurement. */
export function defaultFields(fields: readonly string[]): string[] {
  return fields
    .filter((field) => !/(^|\.)(latitude|longitude|altitude)$/i.test(field))
    .slice(0, DRAWN_AT_FIRST);
}

/** The stored values, or newer ones of messages that were just pushed. */
export function latestOf(
  stored: readonly Metric[],
  records: readonly TelemetryRecord[],
): readonly Metric[] {
  const latest = new Map(stored.map((metric) => [keyOf(metric), metric]));
  for (const record of records) {
    const { moduleId, enqueuedTime } = record;
    for (const [metric, value] of numbersOf(record)) {
      const pushed = { metric, moduleId, value, time: enqueuedTime };
      const known = latest.get(keyOf(pushed));
      if (!known || Date.parse(enqueuedTime) > Date.parse(known.time)) {
        latest.set(keyOf(pushed), pushed);
      }
    }
  }
  return [...latest.values()];
}

function keyOf({ metric, moduleId }: Metric): string {
  return `${moduleId ?? ''}/${metric}`;
}
