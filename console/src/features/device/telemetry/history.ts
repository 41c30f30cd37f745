import type { Metric, MetricHistory, MetricSeries } from '../../../api/types';
import { texts } from '../../../lib/texts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How far back a chart goes, and how often its end is loaded again. */
export const RANGES = {
  '15m': { millis: 15 * MINUTE, reloadMillis: 5_000 },
  '1h': { millis: HOUR, reloadMillis: 10_000 },
  '24h': { millis: DAY, reloadMillis: MINUTE },
  '7d': { millis: 7 * DAY, reloadMillis: 5 * MINUTE },
  '30d': { millis: 30 * DAY, reloadMillis: 5 * MINUTE },
} as const;

export type HistoryRange = keyof typeof RANGES;

/** The messages as they come, or what was. */
export type ChartRange = 'live' | HistoryRange;

export const CHART_RANGES = ['live', ...Object.keys(RANGES)] as readonly ChartRange[];

/** What one call may ask for; see docs/history.md. */
export const MOST_METRICS = 20;

/** The name of a metric among those of the device and its modules. */
export function metricName({ metric, moduleId }: Pick<Metric, 'metric' | 'moduleId'>): string {
  return moduleId === null ? metric : texts.summary.valueOf(metric, moduleId);
}

/** The chosen metrics by who sends them: the device itself (null) or a module. */
export function bySender(
  metrics: readonly Metric[],
  chosen: readonly string[],
): { moduleId: string | null; metrics: string[] }[] {
  const groups = new Map<string | null, string[]>();
  for (const metric of metrics) {
    if (!chosen.includes(metricName(metric))) continue;
    const group = groups.get(metric.moduleId);
    if (group) group.push(metric.metric);
    else groups.set(metric.moduleId, [metric.metric]);
  }
  return [...groups].map(([moduleId, names]) => ({ moduleId, metrics: names }));
}

/** A line of a chart: its buckets, and null where the device was silent for long. */
export interface HistoryLine {
  name: string;
  buckets: (Bucket | null)[];
}

export type Bucket = MetricSeries['buckets'][number];

// A device that misses one message now and then still gives one line.
const SILENCE = 3;

/** Breaks a line where there is nothing for three times as long as there usually is. */
export function withGaps(buckets: readonly Bucket[], bucketSeconds: number): (Bucket | null)[] {
  const steps = buckets.slice(1).map((bucket, i) => at(bucket) - at(buckets[i]));
  const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
  const silence = SILENCE * Math.max(usual, bucketSeconds * 1000);
  return buckets.flatMap((bucket, i) =>
    i > 0 && (steps[i - 1] ?? 0) > silence ? [null, bucket] : [bucket],
  );
}

function at(bucket: Bucket | undefined): number {
  return Date.parse(bucket?.time ?? '');
}

/** The lines of what was loaded for a sender, in the order of the metrics. */
export function linesOf(history: MetricHistory, moduleId: string | null): HistoryLine[] {
  return history.series.map(({ metric, buckets }) => ({
    name: metricName({ metric, moduleId }),
    buckets: withGaps(buckets, history.bucketSeconds),
  }));
}
