import type { NewReportSchedule, ReportSchedule } from '../../api/types';
import { texts } from '../../lib/texts';
import { FORMATS, reportNamed, split, toParameters, type ReportChoice } from './choice';

export const EVERY = ['day', 'week', 'month'] as const;
export type Every = (typeof EVERY)[number];

/** A schedule as the fields of its form have it. */
export interface ScheduleDraft {
  name: string;
  format: (typeof FORMATS)[number];
  /** Addresses with commas. */
  recipients: string;
  every: Every;
  on: number;
  at: string;
  zone: string;
  enabled: boolean;
}

export const SCHEDULE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

export function newDraft(): ScheduleDraft {
  return {
    name: '',
    format: 'xlsx',
    recipients: '',
    every: 'week',
    on: 1,
    at: '07:00',
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    enabled: true,
  };
}

export function draftOf(schedule: ReportSchedule): ScheduleDraft {
  return {
    name: schedule.name,
    format: FORMATS.find((format) => format === schedule.format) ?? 'xlsx',
    recipients: schedule.recipients.join(', '),
    every: schedule.every,
    on: schedule.on,
    at: schedule.at,
    zone: schedule.zone,
    enabled: schedule.enabled,
  };
}

/** What the schedule mails. */
export const choiceOf = (schedule: ReportSchedule): ReportChoice => ({
  report: reportNamed(schedule.report),
  group: schedule.group,
  condition: schedule.condition,
  tags: schedule.tags.join(', '),
  version: schedule.version,
});

export function toSchedule(draft: ScheduleDraft, choice: ReportChoice): NewReportSchedule {
  const { tag, ...devices } = toParameters(choice);
  return {
    report: choice.report,
    format: draft.format,
    ...devices,
    ...(tag && { tags: tag }),
    recipients: split(draft.recipients),
    every: draft.every,
    on: draft.every === 'day' ? 1 : draft.on,
    at: draft.at,
    zone: draft.zone,
    enabled: draft.enabled,
  };
}

/** "Every Monday at 07:00 (Europe/Berlin)". */
export function cadenceText(cadence: Pick<ReportSchedule, 'every' | 'on' | 'at' | 'zone'>): string {
  const { every, on, at, zone } = cadence;
  const day =
    every === 'day'
      ? texts.schedules.everyDay
      : every === 'week'
        ? texts.schedules.everyWeek(texts.schedules.weekdays[on - 1] ?? '')
        : texts.schedules.everyMonth(on);
  return texts.schedules.at(day, at, zone);
}
