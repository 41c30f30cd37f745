import { Body1, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Panel } from '../../../components/Panel';
import { RouterLink } from '../../../components/RouterLink';
import { ErrorState, LoadingRows } from '../../../components/States';
import { texts } from '../../../lib/texts';
import { deviceGroupsQuery } from '../queries';

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground3 },
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    overflowWrap: 'anywhere',
  },
});

/** The groups that the device is in at this moment. */
export function Groups({ deviceId }: { deviceId: string }) {
  const styles = useStyles();
  const groups = useQuery(deviceGroupsQuery(deviceId));
  return (
    <Panel title={texts.summary.groups}>
      {groups.error && <ErrorState error={groups.error} onRetry={() => void groups.refetch()} />}
      {groups.isPending && <LoadingRows rows={2} />}
      {groups.data &&
        (groups.data.items.length === 0 ? (
          <Body1 className={styles.quiet}>{texts.summary.noGroups}</Body1>
        ) : (
          <ul className={styles.list}>
            {groups.data.items.map(({ name, description }) => (
              <li key={name}>
                <RouterLink to="/groups/$name" params={{ name }}>
                  {name}
                </RouterLink>{' '}
                <span className={styles.quiet}>{description}</span>
              </li>
            ))}
          </ul>
        ))}
    </Panel>
  );
}
