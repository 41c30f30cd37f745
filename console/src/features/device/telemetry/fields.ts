import type { TelemetryRecord } from '../../../api/types';
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
