import { makeStyles, tokens } from '@fluentui/react-components';
import { texts } from '../lib/texts';
import { ConfirmDialog } from './ConfirmDialog';

const SHOWN = 8;

const useStyles = makeStyles({
  list: { margin: `${tokens.spacingVerticalS} 0 0`, paddingLeft: tokens.spacingHorizontalXL },
});

interface DeleteDevicesDialogProps {
  deviceIds: readonly string[];
  busy: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Names what will be deleted before it is. */
export function DeleteDevicesDialog({ deviceIds, ...dialog }: DeleteDevicesDialogProps) {
  const styles = useStyles();
  const more = deviceIds.length - SHOWN;
  return (
    <ConfirmDialog
      title={texts.deleteDevice.title(deviceIds.length)}
      action={texts.delete}
      {...dialog}
    >
      {texts.deleteDevice.body}
      <ul className={styles.list}>
        {deviceIds.slice(0, SHOWN).map((deviceId) => (
          <li key={deviceId}>{deviceId}</li>
        ))}
        {more > 0 && <li>{texts.deleteDevice.more(more)}</li>}
      </ul>
    </ConfirmDialog>
  );
}
