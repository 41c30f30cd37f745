import { Caption1, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import type { Deployment } from '../../api/types';
import { count } from '../../lib/format';
import { texts } from '../../lib/texts';

const words = texts.deployments;

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, minWidth: 0 },
  numbers: { fontVariantNumeric: 'tabular-nums' },
  failed: { color: tokens.colorPaletteRedForeground1 },
});

/** How many of a deployment's devices are done with, as a bar and in numbers. */
export function DeploymentProgress({ deployment }: { deployment: Deployment }) {
  const styles = useStyles();
  const { Queued = 0, InProgress = 0, Failed = 0 } = deployment.counts;
  const total = Object.values(deployment.counts).reduce((sum, each) => sum + each, 0);
  const done = total - Queued - InProgress;
  // Before the start nobody knows how many devices there are.
  if (deployment.status === 'scheduled') return texts.none;
  return (
    <div className={styles.box}>
      <ProgressBar
        thickness="large"
        aria-label={words.progressOf(deployment.name)}
        value={total === 0 ? Number(deployment.endedAt !== null) : done / total}
        color={Failed > 0 || deployment.status === 'failed' ? 'error' : 'brand'}
      />
      <Caption1 className={styles.numbers}>
        {words.done(count(done), count(total))}
        {Failed > 0 && (
          <>
            {', '}
            <span className={styles.failed}>{words.failedCount(count(Failed))}</span>
          </>
        )}
      </Caption1>
    </div>
  );
}
