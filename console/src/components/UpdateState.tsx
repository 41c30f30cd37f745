import {
  ArrowSync16Regular,
  CheckmarkCircle16Regular,
  Clock16Regular,
  DismissCircle16Regular,
  Prohibited16Regular,
  SubtractCircle16Regular,
} from '@fluentui/react-icons';
import type { DeviceUpdate } from '../api/types';
import { texts } from '../lib/texts';
import { StateBadge, type StateMark } from './StateBadge';

const words = texts.deployments;

const MARKS: Record<DeviceUpdate['status'], StateMark> = {
  Queued: [Clock16Regular, 'quiet'],
  InProgress: [ArrowSync16Regular, 'busy'],
  Completed: [CheckmarkCircle16Regular, 'good'],
  Failed: [DismissCircle16Regular, 'bad'],
  Skipped: [SubtractCircle16Regular, 'quiet'],
  Cancelled: [Prohibited16Regular, 'quiet'],
};

/** How far a device is with an update: its step while it is at it. */
export function UpdateState({ update }: { update: DeviceUpdate }) {
  return <StateBadge mark={MARKS[update.status]} word={wordOf(update)} />;
}

function wordOf({ status, step, percent }: DeviceUpdate): string {
  if (status !== 'InProgress' || step === null) return words.deviceStatuses[status];
  const word = words.steps[step];
  return percent === null ? word : words.percent(word, percent);
}

/** Why an update failed, or a device was left out, with what the device says of it. */
export function reasonText({ reason, message }: Pick<DeviceUpdate, 'reason' | 'message'>): string {
  if (reason === null) return texts.none;
  const word = words.reasons[reason] ?? reason;
  return message ? `${word}: ${message}` : word;
}
