import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  ArrowSync16Regular,
  CheckmarkCircle16Regular,
  Clock16Regular,
  DismissCircle16Regular,
  Prohibited16Regular,
  type FluentIcon,
} from '@fluentui/react-icons';
import type { JobSummary, JobTarget } from '../../api/types';
import { texts } from '../../lib/texts';

const useStyles = makeStyles({
  badge: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    whiteSpace: 'nowrap',
    verticalAlign: 'middle',
  },
  icon: { flexShrink: 0 },
  good: { color: tokens.colorPaletteGreenForeground1 },
  busy: { color: tokens.colorBrandForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
  bad: { color: tokens.colorPaletteRedForeground1 },
});

type Tone = 'good' | 'busy' | 'quiet' | 'bad';

const MARKS: Record<JobSummary['status'] | JobTarget['status'], readonly [FluentIcon, Tone]> = {
  scheduled: [Clock16Regular, 'quiet'],
  enqueued: [Clock16Regular, 'busy'],
  pending: [Clock16Regular, 'quiet'],
  running: [ArrowSync16Regular, 'busy'],
  completed: [CheckmarkCircle16Regular, 'good'],
  failed: [DismissCircle16Regular, 'bad'],
  cancelled: [Prohibited16Regular, 'quiet'],
};

/** How far a job is: a mark in colour and shape, and the word. */
export function JobBadge({ status }: { status: JobSummary['status'] }) {
  return <Badge status={status} word={texts.jobs.statuses[status]} />;
}

/** How far a job is with one device. */
export function OutcomeBadge({ outcome }: { outcome: JobTarget['status'] }) {
  return <Badge status={outcome} word={texts.jobs.outcomes[outcome]} />;
}

function Badge({ status, word }: { status: keyof typeof MARKS; word: string }) {
  const styles = useStyles();
  const [Icon, tone] = MARKS[status];
  return (
    <span className={styles.badge}>
      <Icon aria-hidden className={mergeClasses(styles.icon, styles[tone])} />
      {word}
    </span>
  );
}
