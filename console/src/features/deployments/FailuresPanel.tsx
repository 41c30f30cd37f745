import { Body1, Caption1, Link, makeStyles, tokens } from '@fluentui/react-components';
import type { Deployment } from '../../api/types';
import { Panel } from '../../components/Panel';
import { reasonText } from '../../components/UpdateState';
import { count } from '../../lib/format';
import { texts } from '../../lib/texts';

const words = texts.deployments;

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  group: { display: 'flex', flexDirection: 'column', overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

type Failure = Deployment['failures'][number];

interface FailuresPanelProps {
  failures: readonly Failure[];
  onChoose: (failure: Failure) => void;
}

/** Why devices failed or were left out, each reason with the way to its devices. */
export function FailuresPanel({ failures, onChoose }: FailuresPanelProps) {
  const styles = useStyles();
  return (
    <Panel title={words.failures}>
      {failures.length === 0 ? (
        <Body1 className={styles.quiet}>{words.noFailures}</Body1>
      ) : (
        <ul className={styles.list}>
          {failures.map((failure) => (
            <li key={`${failure.status} ${failure.reason}`} className={styles.group}>
              <Link as="button" onClick={() => onChoose(failure)}>
                {words.deviceStatuses[failure.status]}: {reasonText({ ...failure, message: null })}{' '}
                · {words.devicesOf(count(failure.devices), failure.devices === 1)}
              </Link>
              <Caption1 className={styles.quiet}>
                {words.examples(failure.examples.join(', '))}
              </Caption1>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
