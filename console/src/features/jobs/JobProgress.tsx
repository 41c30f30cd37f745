import { Caption1, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import type { JobCounts, JobSummary } from '../../api/types';
import { count } from '../../lib/format';
import { texts } from '../../lib/texts';

const words = texts.jobs;

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, minWidth: 0 },
  numbers: { fontVariantNumeric: 'tabular-nums' },
  failed: { color: tokens.colorPaletteRedForeground1 },
});

/** Devices that the job is done with, whatever came of it. */
export function doneOf({ succeeded, failed, cancelled }: JobCounts): number {
  return succeeded + failed + cancelled;
}

/** How many of a job's devices are done with, as a bar and in numbers. */
export function JobProgress({ job }: { job: JobSummary }) {
  const styles = useStyles();
  const { devices, failed } = job.statistics;
  const done = doneOf(job.statistics);
  // Before the start nobody knows how many devices there are.
  if (job.status === 'scheduled' || job.status === 'enqueued') return texts.none;
  return (
    <div className={styles.box}>
      <ProgressBar
        thickness="large"
        aria-label={words.progressOf(job.jobId)}
        value={devices === 0 ? Number(job.status !== 'running') : done / devices}
        color={failed > 0 || job.status === 'failed' ? 'error' : 'brand'}
      />
      <Caption1 className={styles.numbers}>
        {words.done(count(done), count(devices))}
        {failed > 0 && (
          <>
            {', '}
            <span className={styles.failed}>{words.failedCount(count(failed))}</span>
          </>
        )}
      </Caption1>
    </div>
  );
}
