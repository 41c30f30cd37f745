import { makeStyles, tokens } from '@fluentui/react-components';
import type { HealthReason } from '../api/types';
import { measurement } from '../lib/format';
import { texts } from '../lib/texts';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    overflowWrap: 'anywhere',
  },
});

/** Why a device is not well, each reason in a line. */
export function HealthReasons({ reasons }: { reasons: readonly HealthReason[] }) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {reasons.map((reason) => (
        <li key={`${reason.metric} ${reason.limit}`}>{reasonText(reason)}</li>
      ))}
    </ul>
  );
}

function reasonText({ metric, status, value, direction, limit }: HealthReason): string {
  if (metric === 'silence' && status === 'unknown') {
    return texts.health.silence(texts.health.seconds(value), texts.health.seconds(limit));
  }
  return texts.health.reason[direction](metric, measurement(value), measurement(limit));
}
