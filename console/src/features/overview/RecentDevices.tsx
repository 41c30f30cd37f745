import { makeStyles, tokens } from '@fluentui/react-components';
import { DeveloperBoardRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { DeviceRows } from '../../components/DeviceRows';
import { Panel } from '../../components/Panel';
import { RouterButton, RouterLink } from '../../components/RouterLink';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { texts } from '../../lib/texts';
import { recentDevicesQuery } from './queries';

const useStyles = makeStyles({
  error: { padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalL}` },
});

/** The devices that spoke last. */
export function RecentDevices() {
  const styles = useStyles();
  const recent = useQuery(recentDevicesQuery);
  return (
    <Panel
      flush
      title={texts.overview.recent}
      actions={<RouterLink to="/devices">{texts.overview.allDevices}</RouterLink>}
    >
      {recent.isPending ? (
        <LoadingRows />
      ) : recent.data ? (
        recent.data.items.length > 0 ? (
          <DeviceRows label={texts.overview.recent} devices={recent.data.items} />
        ) : (
          <EmptyState
            icon={<DeveloperBoardRegular />}
            title={texts.overview.noDevices}
            action={
              <RouterButton look="primary" to="/devices">
                {texts.overview.goToDevices}
              </RouterButton>
            }
          >
            {texts.overview.noDevicesBody}
          </EmptyState>
        )
      ) : (
        <div className={styles.error}>
          <ErrorState error={recent.error} onRetry={() => void recent.refetch()} />
        </div>
      )}
    </Panel>
  );
}
