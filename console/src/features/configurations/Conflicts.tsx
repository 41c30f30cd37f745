import { Body1, makeStyles, tokens } from '@fluentui/react-components';
import type { ConfigurationConflict, ConfigurationDetail } from '../../api/types';
import { Panel } from '../../components/Panel';
import { RouterLink } from '../../components/RouterLink';
import { count } from '../../lib/format';
import { texts } from '../../lib/texts';

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground3 },
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    overflowWrap: 'anywhere',
  },
  paths: {
    display: 'block',
    color: tokens.colorNeutralForeground3,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
  },
});

const words = texts.configurations;

/** The others that want to set the same: to whom this one loses, whom it wins against, and why. */
export function Conflicts({ detail }: { detail: ConfigurationDetail }) {
  const styles = useStyles();
  return (
    <Panel title={words.conflicts} hint={words.conflictsHint}>
      {detail.conflicts.length === 0 ? (
        <Body1 className={styles.quiet}>{words.noConflicts}</Body1>
      ) : (
        <ul className={styles.list}>
          {detail.conflicts.map((conflict) => (
            <li key={`${conflict.id} ${String(conflict.wins)}`}>
              {conflict.wins ? words.losesTo : words.winsOver}{' '}
              <RouterLink to="/configurations/$id" params={{ id: conflict.id }}>
                {conflict.id}
              </RouterLink>{' '}
              {words.onTargets(count(conflict.count), conflict.count === 1)}{' '}
              {why(conflict, detail.configuration.priority)}
              <span className={styles.paths}>
                {conflict.paths.length > 0 ? conflict.paths.join(', ') : words.wholeDeployment}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function why({ wins, reason, priority }: ConfigurationConflict, own: number): string {
  if (reason === 'newer') return wins ? words.becauseNewer(priority) : words.becauseOlder(priority);
  return wins ? words.becauseHigher(priority, own) : words.becauseLower(priority, own);
}
