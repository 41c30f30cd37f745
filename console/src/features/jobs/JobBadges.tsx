import {
  ArrowSync16Regular,
  CheckmarkCircle16Regular,
  Clock16Regular,
  DismissCircle16Regular,
  Prohibited16Regular,
} from '@fluentui/react-icons';
import type { JobSummary, JobTarget } from '../../api/types';
import { StateBadge, type StateMark } from '../../components/StateBadge';
import { texts } from '../../lib/texts';

const MARKS: Record<JobSummary['status'] | JobTarget['status'], StateMark> = {
  scheduled: [Clock16Regular, 'quiet'],
  enqueued: [Clock16Regular, 'busy'],
  pending: [Clock16Regular, 'quiet'],
  running: [ArrowSync16Regular, 'busy'],
  completed: [CheckmarkCircle16Regular, 'good'],
  failed: [DismissCircle16Regular, 'bad'],
  cancelled: [Prohibited16Regular, 'quiet'],
};

/** How far a job is. */
export function JobBadge({ status }: { status: JobSummary['status'] }) {
  return <StateBadge mark={MARKS[status]} word={texts.jobs.statuses[status]} />;
}

/** How far a job is with one device. */
export function OutcomeBadge({ outcome }: { outcome: JobTarget['status'] }) {
  return <StateBadge mark={MARKS[outcome]} word={texts.jobs.outcomes[outcome]} />;
}
