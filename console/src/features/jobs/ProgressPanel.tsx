import {
  Caption1,
  makeStyles,
  mergeClasses,
  Subtitle1,
  ToggleButton,
  tokens,
} from '@fluentui/react-components';
import type { JobCounts, JobSummary, JobTarget } from '../../api/types';
import { Panel } from '../../components/Panel';
import { count } from '../../lib/format';
import { texts } from '../../lib/texts';
import { JobProgress } from './JobProgress';
import { OUTCOMES } from './search';

const words = texts.jobs;

type Outcome = JobTarget['status'];

const useStyles = makeStyles({
  column: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  counts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(96px, 1fr))',
    gap: tokens.spacingHorizontalS,
  },
  choice: {
    flexDirection: 'column',
    alignItems: 'flex-start',
    minWidth: 0,
    padding: tokens.spacingHorizontalS,
  },
  number: { fontVariantNumeric: 'tabular-nums' },
  failed: { color: tokens.colorPaletteRedForeground1 },
});

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

/** How far the job is, and how many devices came to what; each number leads to its devices. */
export function ProgressPanel({ job, outcome, onChoose }: ProgressPanelProps) {
  const styles = useStyles();
  return (
    <Panel title={words.progress}>
      <div className={styles.column}>
        <JobProgress job={job} />
        <div role="group" aria-label={words.counts} className={styles.counts}>
          {OUTCOMES.map((each) => {
            const number = job.statistics[COUNT_OF[each]];
            return (
              <ToggleButton
                key={each}
                className={styles.choice}
                checked={outcome === each}
                onClick={() => onChoose(outcome === each ? undefined : each)}
              >
                <Subtitle1
                  className={mergeClasses(
                    styles.number,
                    each === 'failed' && number > 0 && styles.failed,
                  )}
                >
                  {count(number)}
                </Subtitle1>
                <Caption1>{words.outcomes[each]}</Caption1>
              </ToggleButton>
            );
          })}
        </div>
      </div>
    </Panel>
  );
}
