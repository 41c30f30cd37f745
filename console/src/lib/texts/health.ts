export const health = {
  now: 'Now',
  status: 'Health',
  since: 'Since',
  reasons: 'Reasons',
  noReasons: 'Every metric is within its limits.',
  nothing: 'Nothing is known yet: the device has not sent a metric that has a threshold.',
  notJudged: 'No metric of the device is judged any more.',
  lastMessage: 'Last message',
  silentAfter: 'Silent after',
  seconds: (seconds: number) =>
    seconds < 120
      ? `${Math.round(seconds)} s`
      : seconds < 7200
        ? `${Math.round(seconds / 60)} min`
        : `${Math.round(seconds / 3600)} h`,
  reason: {
    above: (metric: string, value: string, limit: string) =>
      `${metric} is ${value}, at or above ${limit}`,
    below: (metric: string, value: string, limit: string) =>
      `${metric} is ${value}, at or below ${limit}`,
  },
  silence: (silent: string, usual: string) =>
    `no message for ${silent}; the device is silent after ${usual}`,
  judgedBy: 'Judged by',
  judgedByHint: 'Thresholds that this device heeds, and its last values',
  noMetrics: 'No threshold is for this device.',
  value: 'Last value',
  threshold: 'For',
  changes: 'Changes',
  changesHint: 'newest first',
  time: 'Time',
  change: 'Change',
  fromTo: (from: string, to: string) => `${from} → ${to}`,
  noChanges: 'No changes yet',
  noChangesBody: 'When the device becomes worse or better, it is listed here with the reasons.',
  page: (index: number) => `page ${index + 1}`,
};
