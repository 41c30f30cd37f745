export const telemetry = {
  chart: 'Telemetry chart',
  chartSummary: (fields: string, count: number) =>
    `Line chart of ${fields}, ${count} messages. The values are in the table below.`,
  fields: 'Fields',
  chosen: (count: number, total: number) => `${count} of ${total} fields`,
  range: 'Time range',
  ranges: {
    live: 'Live',
    '15m': 'Last 15 minutes',
    '1h': 'Last hour',
    '24h': 'Last 24 hours',
    '7d': 'Last 7 days',
    '30d': 'Last 30 days',
  },
  history: 'Telemetry history',
  historySummary: (fields: string, range: string, buckets: number) =>
    `Line chart of ${fields}, ${range.toLowerCase()}: averages with a band from least to greatest, ${buckets} points.`,
  historyHint: (width: string) => `averages of ${width}, the band from least to greatest`,
  width: (seconds: number) => {
    const units = [
      [86_400, 'day'],
      [3_600, 'hour'],
      [60, 'minute'],
      [1, 'second'],
    ] as const;
    const [size, unit] = units.find(([length]) => seconds % length === 0) ?? units[3];
    const amount = seconds / size;
    return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
  },
  noHistory: 'No values in this time.',
  noMetrics: 'Numbers appear here as soon as the device sends them as JSON.',
  noField: 'Choose at least one field.',
  pause: 'Pause',
  resume: 'Resume',
  paused: (count: number) =>
    count === 0 ? 'Paused' : `Paused, ${count} newer ${count === 1 ? 'message' : 'messages'}`,
  messages: 'Latest messages',
  messagesTable: 'Table of the latest messages',
  shown: (shown: number, total: number) => `newest ${shown} of ${total}`,
  received: 'Received',
  module: 'Module',
  body: 'Body',
  properties: 'Properties',
  empty: 'No telemetry yet',
  emptyBody: 'Messages appear here as soon as the device sends them.',
  noNumbers: 'The messages hold no numbers to draw.',
  binary: (bytes: number) => `binary, ${bytes} bytes`,
};
