import { Body1, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { FIRST_HUB, hubInUrl } from '../../api/hubs';
import type { OnboardedDevice } from '../../api/types';
import { ConnectionBadge } from '../../components/DeviceBadges';
import { Panel } from '../../components/Panel';
import { RouterButton } from '../../components/RouterLink';
import { ErrorState } from '../../components/States';
import { texts } from '../../lib/texts';
import { arrivalQuery, assignmentQuery } from './queries';

const useStyles = makeStyles({
  body: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalM,
  },
});

/** Whether a device was assigned to its hub, where it was enrolled, and has connected, as it happens. */
export function Arrival({ device }: { device: OnboardedDevice }) {
  const styles = useStyles();
  const { deviceId } = device;
  const enrolled = device.idScope !== null;
  const assignment = useQuery({ ...assignmentQuery(deviceId), enabled: enrolled });
  const hub = enrolled ? assignment.data?.hub : FIRST_HUB;
  return (
    <Panel title={texts.onboarding.online}>
      <div className={styles.body} aria-live="polite">
        {assignment.error && <ErrorState error={assignment.error} />}
        {hub === undefined ? (
          <Spinner size="tiny" label={texts.onboarding.waitingToRegister} />
        ) : (
          <>
            {enrolled && <Body1>{texts.onboarding.assigned(hub)}</Body1>}
            <Connected deviceId={deviceId} hub={hub} />
            <RouterButton to="/devices/$deviceId" params={{ deviceId }} search={hubInUrl(hub)}>
              {texts.onboarding.open}
            </RouterButton>
          </>
        )}
      </div>
    </Panel>
  );
}

function Connected({ deviceId, hub }: { deviceId: string; hub: string }) {
  const device = useQuery(arrivalQuery(deviceId, hub)).data;
  const connected = device?.connectionState === 'Connected';
  if (!connected && (device?.connectionStateUpdatedTime ?? null) === null) {
    return <Spinner size="tiny" label={texts.onboarding.waiting} />;
  }
  return (
    <>
      <ConnectionBadge state={connected ? 'Connected' : 'Disconnected'} />
      <Body1>{connected ? texts.onboarding.connected : texts.onboarding.offline}</Body1>
    </>
  );
}
