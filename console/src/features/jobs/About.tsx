import { makeStyles, tokens } from '@fluentui/react-components';
import type { JobDetail } from '../../api/types';
import { Code } from '../../components/Code';
import { Facts } from '../../components/Facts';
import { Panel } from '../../components/Panel';
import { formatJson } from '../../lib/json';
import { texts } from '../../lib/texts';
import { absoluteTime } from '../../lib/time';
import { MomentText } from './MomentText';

const words = texts.jobs;

const useStyles = makeStyles({
  column: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

/** What a job does, to which devices, when and by whose wish. */
export function About({ detail: { job, work } }: { detail: JobDetail }) {
  const styles = useStyles();
  const deadline = Date.parse(job.startTime) + job.maxExecutionTimeInSeconds * 1000;
  return (
    <Panel title={words.about}>
      <div className={styles.column}>
        <Facts
          facts={[
            [words.type, words.types[job.type]],
            [words.createdTime, <MomentText at={job.createdTime} />],
            [words.columns.by, job.createdBy ?? texts.unknown],
            [words.startTime, absoluteTime(job.startTime)],
            [words.deadline, absoluteTime(new Date(deadline).toISOString())],
            [words.endTime, job.endTime === null ? texts.none : absoluteTime(job.endTime)],
            ...(job.failureReason === null
              ? []
              : [[words.failureReason, job.failureReason] as const]),
          ]}
        />
        <Code label={words.condition} text={job.queryCondition} />
        <Code label={words.workOf[job.type]} text={formatJson(work)} />
      </div>
    </Panel>
  );
}
