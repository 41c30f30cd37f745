export const alertRules = {
  page: 'Alert rules',
  pageHint: 'What is worth an alert, and who is told.',
  title: 'Rules',
  hint: 'An alert stays open while its cause lasts.',
  create: 'New rule',
  editTitle: (name: string) => `Edit ${name}`,
  empty: 'No rules',
  emptyBody: 'Without a rule nothing is an alert.',
  name: 'Name',
  nameInvalid: 'Use 1 to 64 letters, digits, “.”, “_” or “-”.',
  kind: 'About',
  kindNames: {
    offline: 'Devices offline',
    health: 'Health of devices',
    update: 'Updates that fail',
    deployment: 'Deployments',
    authentication: 'Refused connections',
    addresses: 'A key used from many addresses',
    certificate: 'Certificates that end',
  },
  kinds: {
    offline: (_: number, minutes: number) => `Offline for more than ${minutes} min`,
    health: (threshold: number) =>
      threshold > 1 ? 'Health is Critical' : 'Health is Warning or Critical',
    update: () => 'An update of a device failed',
    deployment: (threshold: number) =>
      threshold > 1
        ? 'A deployment is paused or has failed'
        : 'A deployment is paused, failed or over',
    authentication: (threshold: number, minutes: number) =>
      `Refused ${threshold}× within ${minutes} min`,
    addresses: (threshold: number, minutes: number) =>
      `From ${threshold} addresses within ${minutes} min`,
    certificate: (threshold: number) => `Certificate ends within ${threshold} days`,
  },
  when: 'When',
  level: { health: 'Health is', deployment: 'Deployment is' },
  levels: {
    health: ['Warning or Critical', 'Critical'],
    deployment: ['Paused, failed or over', 'Paused or failed'],
  },
  threshold: { refusals: 'Refusals', addresses: 'Addresses', days: 'Days before the end' },
  minutes: { offline: 'Minutes offline', within: 'Within minutes' },
  grouping: 'Seconds of grouping',
  groupingHint: 'Alerts that open meanwhile make one message.',
  condition: 'For devices that meet',
  conditionHint: 'A condition in the query language; empty for all.',
  channels: 'Channels',
  noChannels: 'There are no channels yet.',
  state: 'State',
  enabled: 'Enabled',
  disabled: 'Disabled',
  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteBody: 'Its open alerts are resolved.',
};
