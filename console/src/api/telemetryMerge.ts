import type { TelemetryRecord } from './types';

/** How many messages of a device the console keeps. */
export const TELEMETRY_KEPT = 1_000;

/** Joins what was loaded with what was pushed: each message once, oldest first, bounded. */
export function mergeTelemetry(
  known: readonly TelemetryRecord[],
  fresh: readonly TelemetryRecord[],
): TelemetryRecord[] {
  const seen = new Map<string, TelemetryRecord>();
  for (const record of [...known, ...fresh]) seen.set(telemetryKey(record), record);
  return [...seen.values()]
    .sort((a, b) => Date.parse(a.enqueuedTime) - Date.parse(b.enqueuedTime))
    .slice(-TELEMETRY_KEPT);
}

/** Messages carry no number of their own, so time and content tell them apart. */
export function telemetryKey(record: TelemetryRecord): string {
  const content = record.bodyBase64 ?? JSON.stringify(record.body);
  return `${record.enqueuedTime}|${record.moduleId ?? ''}|${content}`;
}
