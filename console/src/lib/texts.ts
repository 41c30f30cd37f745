import { account } from './texts/account';
import { alertChannels } from './texts/alertChannels';
import { alertRules } from './texts/alertRules';
import { alerts } from './texts/alerts';
import { audit } from './texts/audit';
import { bulk } from './texts/bulk';
import { condition } from './texts/condition';
import { certificates } from './texts/certificates';
import { claim } from './texts/claim';
import { configurations } from './texts/configurations';
import { conflict } from './texts/conflict';
import { connection } from './texts/connection';
import { createDevice } from './texts/createDevice';
import { credentials } from './texts/credentials';
import { deleteDevice } from './texts/deleteDevice';
import { deployments } from './texts/deployments';
import { device } from './texts/device';
import { deviceColumns } from './texts/deviceColumns';
import { deviceViews } from './texts/deviceViews';
import { devices } from './texts/devices';
import { dryRun } from './texts/dryRun';
import { errors } from './texts/errors';
import { filter } from './texts/filter';
import { firmware } from './texts/firmware';
import { groups } from './texts/groups';
import { health } from './texts/health';
import { hubs } from './texts/hubs';
import { jobs } from './texts/jobs';
import { messages } from './texts/messages';
import { method } from './texts/method';
import { navigation } from './texts/navigation';
import { newDeployment } from './texts/newDeployment';
import { newJob } from './texts/newJob';
import { notFound } from './texts/notFound';
import { onboarding } from './texts/onboarding';
import { overview } from './texts/overview';
import { password } from './texts/password';
import { provisioning } from './texts/provisioning';
import { query } from './texts/query';
import { records } from './texts/records';
import { reports } from './texts/reports';
import { schedules } from './texts/schedules';
import { session } from './texts/session';
import { settings } from './texts/settings';
import { summary } from './texts/summary';
import { telemetry } from './texts/telemetry';
import { theme } from './texts/theme';
import { thresholds } from './texts/thresholds';
import { timeline } from './texts/timeline';
import { twin } from './texts/twin';
import { users } from './texts/users';
import { webhooks } from './texts/webhooks';
import { why } from './texts/why';

/** Every text that a person reads in the console; those of a feature are in its own file of `texts/`. */
export const texts = {
  product: 'Homeport',
  skipToContent: 'Skip to content',
  none: '—',
  never: 'Never',
  unknown: 'Unknown',
  cancel: 'Cancel',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
  delete: 'Delete',
  edit: 'Edit',
  save: 'Save',
  saving: 'Saving…',
  rows: 'Rows per page',
  previousPage: 'Previous page',
  nextPage: 'Next page',
  openRange: (from: number, to: number) => `${from}–${to}`,
  range: (from: number, to: number, total: number) => `${from}–${to} of ${total}`,
  refresh: 'Refresh',
  retry: 'Try again',
  loading: 'Loading…',
  trail: 'Pages above',
  format: 'Format',
  jsonInvalid: 'Not valid JSON: ',
  jsonNotAnObject: 'A JSON object is needed here: { … }',
  page: (name: string) => `${name} · Homeport`,

  errors,
  notFound,
  navigation,
  connection,
  theme,
  session,
  password,
  account,
  users,
  webhooks,
  hubs,
  onboarding,
  records,
  certificates,
  claim,
  overview,
  devices,
  deviceColumns,
  deviceViews,
  bulk,
  filter,
  alerts,
  alertRules,
  alertChannels,
  reports,
  schedules,
  conflict,
  condition,
  dryRun,
  jobs,
  newJob,
  groups,
  thresholds,
  firmware,
  deployments,
  newDeployment,
  provisioning,
  configurations,
  why,
  audit,
  settings,
  query,
  deleteDevice,
  createDevice,
  device,
  summary,
  telemetry,
  health,
  timeline,
  twin,
  method,
  messages,
  credentials,
};
