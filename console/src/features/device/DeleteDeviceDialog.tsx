import { Body1Strong, makeStyles, tokens } from '@fluentui/react-components';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { texts } from '../../lib/texts';

const useStyles = makeStyles({
  device: { display: 'block', marginTop: tokens.spacingVerticalS, overflowWrap: 'anywhere' },
});

interface DeleteDeviceDialogProps {
  deviceId: string;
  busy: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Names what will be deleted before it is. */
export function DeleteDeviceDialog({ deviceId, ...dialog }: DeleteDeviceDialogProps) {
  const styles = useStyles();
  return (
    <ConfirmDialog title={texts.deleteDevice.title} action={texts.delete} {...dialog}>
      {texts.deleteDevice.body}
      <Body1Strong className={styles.device}>{deviceId}</Body1Strong>
    </ConfirmDialog>
  );
}
