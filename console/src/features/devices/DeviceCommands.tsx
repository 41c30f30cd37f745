import {
  makeStyles,
  Text,
  Toolbar,
  ToolbarButton,
  ToolbarDivider,
  tokens,
} from '@fluentui/react-components';
import {
  Add20Regular,
  ArrowClockwise20Regular,
  Delete20Regular,
  PlayCircle20Regular,
  Prohibited20Regular,
} from '@fluentui/react-icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { problemText } from '../../api/problem';
import { DeleteDevicesDialog } from '../../components/DeleteDevicesDialog';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { CreateDeviceDialog } from './CreateDeviceDialog';
import { deleteDevice, forEachDevice, setStatus } from './queries';

const useStyles = makeStyles({
  bar: { padding: 0, flexWrap: 'wrap' },
  count: { marginLeft: tokens.spacingHorizontalS, color: tokens.colorNeutralForeground2 },
});

interface DeviceCommandsProps {
  selected: readonly string[];
  onDone: () => void;
}

/** The command bar: what can be done to the fleet and to the chosen devices. */
export function DeviceCommands({ selected, onDone }: DeviceCommandsProps) {
  const styles = useStyles();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [dialog, setDialog] = useState<'create' | 'delete'>();
  const refresh = () => {
    for (const queryKey of [keys.devicePages, keys.devicesMatching]) {
      void queryClient.invalidateQueries({ queryKey });
    }
  };

  const change = useMutation({
    mutationFn: (status: 'enabled' | 'disabled') =>
      forEachDevice(selected, (deviceId) => setStatus(deviceId, status)),
    onSuccess: (_, status) => {
      notify.success(texts.devices.changed(selected.length, status));
      onDone();
    },
    onError: (error) => notify.failure(texts.devices.changeFailed, problemText(error)),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: () => forEachDevice(selected, deleteDevice),
    onSuccess: () => {
      notify.success(texts.devices.deleted(selected.length));
      onDone();
    },
    onError: (error) => notify.failure(texts.devices.deleteFailed, problemText(error)),
    onSettled: () => {
      setDialog(undefined);
      refresh();
    },
  });
  const none = selected.length === 0;
  const busy = change.isPending || remove.isPending;

  return (
    <>
      <Toolbar aria-label={texts.devices.commands} className={styles.bar}>
        <ToolbarButton
          appearance="primary"
          icon={<Add20Regular />}
          onClick={() => setDialog('create')}
        >
          {texts.devices.create}
        </ToolbarButton>
        <ToolbarButton icon={<ArrowClockwise20Regular />} onClick={refresh}>
          {texts.refresh}
        </ToolbarButton>
        <ToolbarDivider />
        <ToolbarButton
          icon={<PlayCircle20Regular />}
          disabled={none || busy}
          onClick={() => change.mutate('enabled')}
        >
          {texts.devices.enable}
        </ToolbarButton>
        <ToolbarButton
          icon={<Prohibited20Regular />}
          disabled={none || busy}
          onClick={() => change.mutate('disabled')}
        >
          {texts.devices.disable}
        </ToolbarButton>
        <ToolbarButton
          icon={<Delete20Regular />}
          disabled={none || busy}
          onClick={() => setDialog('delete')}
        >
          {texts.delete}
        </ToolbarButton>
        {!none && <Text className={styles.count}>{texts.devices.selected(selected.length)}</Text>}
      </Toolbar>
      {dialog === 'create' && <CreateDeviceDialog onClose={() => setDialog(undefined)} />}
      {dialog === 'delete' && (
        <DeleteDevicesDialog
          deviceIds={selected}
          busy={remove.isPending}
          onConfirm={() => remove.mutate()}
          onCancel={() => setDialog(undefined)}
        />
      )}
    </>
  );
}
