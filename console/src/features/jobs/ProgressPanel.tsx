import type { JobCounts, JobSummary, JobTarget } from '../../api/types';
import { CountsPanel } from '../../components/CountsPanel';
import { texts } from '../../lib/texts';
import { JobProgress } from './JobProgress';
import { OUTCOMES } from './search';

const words = texts.jobs;

type Outcome = JobTarget['status'];

const COUNT_OF: Record<Outcome, keyof JobCounts> = {
  pending: 'pending',
  running: 'running',
  completed: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
};

interface ProgressPanelProps {
  job: JobSummary;
  /** What the list of devices is filtered by. */
  outcome: Outcome | undefined;
  onChoose: (outcome: Outcome | undefined) => void;
}

/** How far the job is, and how many devices came to what. */
export function ProgressPanel({ job, outcome, onChoose }: ProgressPanelProps) {
  return (
    <CountsPanel
      title={words.progress}
      label={words.counts}
      counts={OUTCOMES.map((each) => ({
        outcome: each,
        label: words.outcomes[each],
        number: job.statistics[COUNT_OF[each]],
        bad: each === 'failed',
      }))}
      chosen={outcome}
      onChoose={onChoose}
    >
      <JobProgress job={job} />
    </CountsPanel>
  );
}
