import { Body1, makeStyles, MessageBar, MessageBarBody, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { DeviceCredentials } from '../../../api/types';
import { Panel } from '../../../components/Panel';
import { SecretField } from '../../../components/SecretField';
import { ErrorState, LoadingRows } from '../../../components/States';
import { texts } from '../../../lib/texts';
import { credentialsQuery } from '../queries';
import { HowToConnect } from './HowToConnect';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 420px), 1fr))',
    alignItems: 'start',
    gap: tokens.spacingHorizontalM,
  },
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

const words = texts.credentials;

/** How the device proves who it is, and how to write one that does. */
export function CredentialsTab({ deviceId }: { deviceId: string }) {
  const styles = useStyles();
  const credentials = useQuery(credentialsQuery(deviceId));
  return (
    <div className={styles.grid}>
      <Panel title={words.title}>
        {credentials.isPending ? (
          <LoadingRows rows={4} />
        ) : credentials.data ? (
          <Secrets credentials={credentials.data} />
        ) : (
          <ErrorState error={credentials.error} onRetry={() => void credentials.refetch()} />
        )}
      </Panel>
      <HowToConnect />
    </div>
  );
}

function Secrets({ credentials }: { credentials: DeviceCredentials }) {
  const styles = useStyles();
  const given = (
    [
      [words.primaryConnectionString, credentials.connectionString],
      [words.secondaryConnectionString, credentials.secondaryConnectionString],
      [words.primaryKey, credentials.primaryKey],
      [words.secondaryKey, credentials.secondaryKey],
      [words.primaryThumbprint, credentials.primaryThumbprint],
      [words.secondaryThumbprint, credentials.secondaryThumbprint],
    ] as const
  ).filter(([, value]) => value);
  if (!credentials.primaryKey && !credentials.connectionString && given.length === 0) {
    return <Body1>{words.certificate}</Body1>;
  }
  return (
    <div className={styles.fields}>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>{credentials.primaryKey ? words.secret : words.certificate}</MessageBarBody>
      </MessageBar>
      {given.map(([label, value]) => (
        <SecretField key={label} label={label} value={value ?? ''} />
      ))}
    </div>
  );
}
