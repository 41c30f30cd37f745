export const DEVICE_TABS = [
  'summary',
  'health',
  'telemetry',
  'timeline',
  'twin',
  'configurations',
  'updates',
  'method',
  'messages',
  'credentials',
] as const;

export type DeviceTab = (typeof DEVICE_TABS)[number];

export function parseTab(value: unknown): { tab?: DeviceTab } {
  const tab = DEVICE_TABS.find((candidate) => candidate === value);
  return tab && tab !== 'summary' ? { tab } : {};
}
