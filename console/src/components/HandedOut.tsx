import {
  Body1,
  Button,
  makeStyles,
  MessageBar,
  MessageBarBody,
  tokens,
} from '@fluentui/react-components';
import { ArrowDownload20Regular } from '@fluentui/react-icons';
import type { OnboardedDevice } from '../api/types';
import { texts } from '../lib/texts';
import { Code } from './Code';
import { credentialFile, credentialText } from './credentialText';
import { Facts } from './Facts';
import { QrCode } from './QrCode';
import { SecretField } from './SecretField';

const words = texts.onboarding;

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  save: { alignSelf: 'flex-start' },
});

/** What a device proves itself with, and where it goes, shown this once: to copy, to save, to scan. */
export function HandedOut({ device }: { device: OnboardedDevice }) {
  const styles = useStyles();
  const { deviceId, connectionString, idScope } = device;
  const own = device.thumbprint !== null;
  const enrolled = idScope !== null;
  if (own && !enrolled) return <Body1>{words.own}</Body1>;
  return (
    <div className={styles.root}>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>{words.once}</MessageBarBody>
      </MessageBar>
      {enrolled && (
        <Facts
          facts={[
            [words.endpoint, device.hostName],
            [words.idScope, idScope],
            [words.registrationId, deviceId],
          ]}
        />
      )}
      {connectionString !== null && (
        <SecretField label={words.connectionString} value={connectionString} />
      )}
      {enrolled && <EnrolledProof device={device} />}
      {(connectionString !== null || enrolled) && (
        <QrCode text={credentialText(device)} label={words.qr(deviceId)} />
      )}
      {device.certificate !== null && <Body1>{words.certificateDone}</Body1>}
      <Button
        className={styles.save}
        icon={<ArrowDownload20Regular />}
        onClick={() => save(`${deviceId}.json`, credentialFile(device))}
      >
        {words.download}
      </Button>
    </div>
  );
}

/** By what the provisioning service knows the device. */
function EnrolledProof({ device }: { device: OnboardedDevice }) {
  const { primaryKey, secondaryKey, endorsementKey } = device;
  if (device.thumbprint !== null) return <Body1>{words.own}</Body1>;
  if (endorsementKey !== null) {
    return (
      <>
        <Body1>{words.tpm}</Body1>
        <Code label={words.endorsementKey} text={endorsementKey} />
      </>
    );
  }
  return (
    <>
      {primaryKey !== null && <SecretField label={words.primaryKey} value={primaryKey} />}
      {secondaryKey !== null && <SecretField label={words.secondaryKey} value={secondaryKey} />}
    </>
  );
}

function save(name: string, content: string) {
  const url = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
