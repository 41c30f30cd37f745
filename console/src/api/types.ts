import type { components, paths } from '../../generated/schema';

/** The server's own words for what it sends, under the names of its OpenAPI document. */
type Schemas = components['schemas'];

export type Session = Schemas['Session'];
export type OwnSession = Schemas['OwnSession'];
export type ApiToken = Schemas['ApiToken'];
export type NewApiToken = Schemas['NewApiToken'];
export type CreatedApiToken = Schemas['CreatedApiToken'];
export type User = Schemas['User'];
export type NewUser = Schemas['NewUser'];
export type UserPatch = Schemas['UserPatch'];
export type FirstPassword = Schemas['FirstPassword'];
export type Overview = Schemas['Overview'];
export type Share = Schemas['Share'];
export type Location = Schemas['Location'];
export type MapCluster = Schemas['MapCluster'];
export type DeviceSummary = Schemas['DeviceSummary'];
export type DevicePage = Schemas['DevicePage'];
export type DeviceDetail = Schemas['DeviceDetail'];
export type DeviceCredentials = Schemas['DeviceCredentials'];
export type NewDevice = Schemas['NewDevice'];
export type CreatedDevice = Schemas['CreatedDevice'];
export type MethodRequest = Schemas['MethodRequest'];
export type MethodResponse = Schemas['MethodResponse'];
export type MessageRequest = Schemas['MessageRequest'];
export type SentMessage = Schemas['SentMessage'];
export type TelemetryRecord = Schemas['TelemetryRecord'];
export type TelemetryPage = Schemas['TelemetryPage'];
export type Metric = Schemas['Metric'];
export type MetricList = Schemas['MetricList'];
export type MetricSeries = Schemas['MetricSeries'];
export type MetricHistory = Schemas['MetricHistory'];
export type TimelineItem = Schemas['TimelineItem'];
export type TimelinePage = Schemas['TimelinePage'];
export type Twin = Schemas['Twin'];
export type TwinPatch = Schemas['TwinPatch'];
export type Group = Schemas['Group'];
export type GroupList = Schemas['GroupList'];
export type NewGroup = Schemas['NewGroup'];
export type Configuration = Schemas['ConfigurationSummary'];
export type ConfigurationDetail = Schemas['ConfigurationDetail'];
export type ConfigurationConflict = Schemas['ConfigurationConflict'];
export type ConfigurationTarget = Schemas['ConfigurationTarget'];
export type ConfigurationExplanation = Schemas['ConfigurationExplanation'];
export type ConfigurationDraft = Schemas['ConfigurationDraft'];
export type ConfigurationFinding = Schemas['ConfigurationFinding'];
export type NewConfiguration = Schemas['NewConfiguration'];
export type QueryResults = Schemas['QueryPage'];
export type JobSummary = Schemas['JobSummary'];
export type JobCounts = Schemas['JobCounts'];
export type JobDetail = Schemas['JobDetail'];
export type JobPage = Schemas['JobPage'];
export type JobTarget = Schemas['JobTarget'];
export type JobTargetPage = Schemas['JobTargetPage'];
export type AuditItem = Schemas['AuditItem'];
export type ReportPage = Schemas['ReportPage'];
export type ReportSchedule = Schemas['ReportSchedule'];
export type NewReportSchedule = Schemas['NewReportSchedule'];
export type AuditCheck = Schemas['AuditCheck'];
export type Problem = Schemas['Problem'];

export type JobListQuery = NonNullable<paths['/api/v1/jobs']['get']['parameters']['query']>;
export type DeviceListQuery = NonNullable<paths['/api/v1/devices']['get']['parameters']['query']>;
export type MapArea = Required<
  NonNullable<paths['/api/v1/overview/map']['get']['parameters']['query']>
>;
export type AuditQuery = NonNullable<paths['/api/v1/audit']['get']['parameters']['query']>;
