import type { DeviceListQuery, JobListQuery, MapArea } from './types';

/** Where things lie in the query cache. Features read by these keys; live updates write by them. */
export const keys = {
  session: ['session'] as const,
  signInOptions: ['sign-in'] as const,
  ownSessions: ['account', 'sessions'] as const,
  tokens: ['account', 'tokens'] as const,
  users: ['users'] as const,
  overview: ['overview'] as const,
  fleetMaps: ['map'] as const,
  fleetMap: (area: MapArea) => ['map', area] as const,
  devicePages: ['devices', 'pages'] as const,
  devicePage: (query: DeviceListQuery) => ['devices', 'pages', query] as const,
  devicesMatching: ['devices', 'matching'] as const,
  device: (deviceId: string) => ['devices', 'one', deviceId] as const,
  twin: (deviceId: string) => ['twins', deviceId] as const,
  groups: ['groups'] as const,
  group: (name: string) => ['groups', 'one', name] as const,
  groupMembers: (name: string) => ['groups', 'members', name] as const,
  deviceGroups: (deviceId: string) => ['groups', 'of', deviceId] as const,
  thresholds: ['thresholds'] as const,
  deviceHealth: (deviceId: string) => ['health', deviceId] as const,
  deviceHealthChanges: (deviceId: string, continuation: string) =>
    ['health', deviceId, 'changes', continuation] as const,
  configurations: ['configurations'] as const,
  configuration: (id: string) => ['configurations', 'one', id] as const,
  configurationTargets: (id: string) => ['configurations', 'targets', id] as const,
  deviceConfigurations: (deviceId: string) => ['configurations', 'of', deviceId] as const,
  jobPages: ['jobs', 'pages'] as const,
  jobPage: (query: JobListQuery) => ['jobs', 'pages', query] as const,
  job: (jobId: string) => ['jobs', 'one', jobId] as const,
  jobDevices: (jobId: string) => ['jobs', 'devices', jobId] as const,
  reports: ['reports'] as const,
  reportSchedules: ['report-schedules'] as const,
  audit: ['audit', 'pages'] as const,
  auditActions: ['audit', 'actions'] as const,
  telemetry: (deviceId: string) => ['telemetry', deviceId] as const,
  metrics: (deviceId: string) => ['metrics', deviceId] as const,
  timeline: (deviceId: string, kind: string, continuation: string) =>
    ['timeline', deviceId, kind, continuation] as const,
  history: (deviceId: string, moduleId: string | null, metrics: readonly string[], range: string) =>
    ['history', deviceId, moduleId, metrics, range] as const,
};

/** Marks queries that the live connection keeps fresh, and that polling refreshes when it is down. */
export const LIVE = { live: true };
