import { ALL, anyOf, LONGEST, quote } from '../../lib/condition';
import { parseJson, parseJsonObject } from '../../lib/json';
import { texts } from '../../lib/texts';

const words = texts.newJob;

export const WORKS = ['method', 'tags', 'desired', 'both'] as const;
export const TARGETS = ['group', 'condition', 'devices', 'all'] as const;
const SECONDS = { least: 5, most: 300 };
const MINUTES = { least: 1, most: 43_200 };
// The rules of the hub for the ids of jobs.
const JOB_ID = /^(?!query$)[A-Za-z0-9\-_.:]{1,64}$/;

/** A job as it is typed. */
export interface JobForm {
  jobId: string;
  work: (typeof WORKS)[number];
  methodName: string;
  payload: string;
  responseTimeout: string;
  tags: string;
  desired: string;
  target: (typeof TARGETS)[number];
  group: string;
  condition: string;
  deviceIds: string;
  when: 'now' | 'at';
  /** As a date and time field has it. */
  at: string;
  minutes: string;
}

/** What a new job begins with. */
export interface JobBegin {
  work?: JobForm['work'];
  condition?: string;
  deviceIds?: readonly string[];
}

export function beginForm({ work, condition, deviceIds }: JobBegin, now: Date): JobForm {
  const [day, time] = now.toISOString().replace(/[-:]/g, '').split(/[T.]/);
  return {
    jobId: `job-${day ?? ''}-${time ?? ''}`,
    work: work ?? 'method',
    methodName: '',
    payload: 'null',
    responseTimeout: '30',
    tags: '{}',
    desired: '{}',
    target: deviceIds ? 'devices' : condition === ALL ? 'all' : 'condition',
    group: '',
    condition: condition === ALL ? '' : (condition ?? ''),
    deviceIds: deviceIds?.join('\n') ?? '',
    when: 'now',
    at: '',
    minutes: '60',
  };
}

function idsIn(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter(Boolean))];
}

/** Which devices the job is for; empty as long as nobody has said. */
export function conditionOf({ target, group, condition, deviceIds }: JobForm): string {
  switch (target) {
    case 'all':
      return ALL;
    case 'group':
      return group && `IN_GROUP(${quote(group)})`;
    case 'condition':
      return condition.trim();
    case 'devices': {
      const ids = idsIn(deviceIds);
      return ids.length > 0 ? anyOf(ids) : '';
    }
  }
}

type Section = 'tags' | 'desired';

/** The parts of twins that a kind of work patches. */
export function sectionsOf(work: JobForm['work']): readonly Section[] {
  if (work === 'method') return [];
  return work === 'both' ? ['tags', 'desired'] : [work];
}

export type Faults = Partial<Record<keyof JobForm, string>>;

/** What is wrong, by the field that it is wrong in. */
export function faultsOf(form: JobForm): Faults {
  const faults: Faults = {};
  if (!JOB_ID.test(form.jobId)) faults.jobId = words.jobIdInvalid;
  if (form.work === 'method') {
    if (form.methodName.trim() === '') faults.methodName = words.methodNameMissing;
    const payload = parseJson(form.payload);
    if (!payload.ok) faults.payload = payload.message;
    if (!isWithin(form.responseTimeout, SECONDS)) {
      faults.responseTimeout = words.responseTimeoutInvalid;
    }
  } else {
    Object.assign(faults, faultsOfPatch(form));
  }
  const condition = conditionOf(form);
  if (condition === '') {
    if (form.target === 'group') faults.group = words.groupMissing;
    if (form.target === 'condition') faults.condition = words.conditionMissing;
    if (form.target === 'devices') faults.deviceIds = words.deviceIdsMissing;
  } else if (form.target === 'devices' && condition.length > LONGEST) {
    faults.deviceIds = words.tooMany;
  }
  if (form.when === 'at' && Number.isNaN(Date.parse(form.at))) faults.at = words.atInvalid;
  if (!isWithin(form.minutes, MINUTES)) faults.minutes = words.minutesInvalid;
  return faults;
}

function faultsOfPatch(form: JobForm): Faults {
  const faults: Faults = {};
  let names = 0;
  for (const section of sectionsOf(form.work)) {
    const parsed = parseJsonObject(form[section], texts.jsonNotAnObject);
    if (parsed.ok) names += Object.keys(parsed.value).length;
    else faults[section] = parsed.message;
  }
  if (names === 0 && !faults.tags && !faults.desired) faults.work = words.patchMissing;
  return faults;
}

function isWithin(text: string, { least, most }: { least: number; most: number }): boolean {
  const value = Number(text);
  return text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most;
}

/** The form without faults as the server wants it: a JobRequest of IoT Hub's service API. */
export function toRequest(form: JobForm): Record<string, unknown> {
  return {
    ...(form.work === 'method'
      ? {
          type: 'scheduleDeviceMethod',
          cloudToDeviceMethod: {
            methodName: form.methodName.trim(),
            payload: JSON.parse(form.payload) as unknown,
            responseTimeoutInSeconds: Number(form.responseTimeout),
          },
        }
      : { type: 'scheduleUpdateTwin', updateTwin: patchOf(form) }),
    queryCondition: conditionOf(form),
    ...(form.when === 'at' ? { startTime: new Date(form.at).toISOString() } : {}),
    maxExecutionTimeInSeconds: Number(form.minutes) * 60,
  };
}

function patchOf(form: JobForm): Record<string, unknown> {
  const sections = sectionsOf(form.work);
  const read = (section: Section) => JSON.parse(form[section]) as unknown;
  return {
    etag: '*',
    ...(sections.includes('tags') ? { tags: read('tags') } : {}),
    ...(sections.includes('desired') ? { properties: { desired: read('desired') } } : {}),
  };
}
