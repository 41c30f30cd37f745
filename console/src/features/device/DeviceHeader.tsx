import {
  makeStyles,
  Toolbar,
  ToolbarButton,
  ToolbarDivider,
  tokens,
} from '@fluentui/react-components';
import {
  ArrowClockwise20Regular,
  Delete20Regular,
  PlayCircle20Regular,
  Prohibited20Regular,
} from '@fluentui/react-icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { problemText } from '../../api/problem';
import { useMay } from '../../api/session';
import type { DeviceDetail } from '../../api/types';
import { ConnectionBadge, HealthBadge, StatusBadge } from '../../components/DeviceBadges';
import { PageHeader } from '../../components/PageHeader';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { DeleteDeviceDialog } from './DeleteDeviceDialog';
import { DeviceTrail } from './DeviceTrail';
import { deleteDevice, setStatus } from './queries';

const useStyles = makeStyles({
  header: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  // The first command stands under the title, as its padding is outside.
  toolbar: { padding: 0, flexWrap: 'wrap', marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})` },
});

interface DeviceHeaderProps {
  device: DeviceDetail;
  onDeleted: () => void;
}

/** The device's name and state, and what can be done to it as a whole. */
export function DeviceHeader({ device, onDeleted }: DeviceHeaderProps) {
  const styles = useStyles();
  const notify = useNotify();
  const may = useMay();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { deviceId } = device;
  const enabled = device.status === 'enabled';

  const refresh = () => {
    for (const queryKey of [
      keys.device(deviceId),
      keys.twin(deviceId),
      keys.telemetry(deviceId),
      keys.deviceGroups(deviceId),
      keys.deviceConfigurations(deviceId),
    ]) {
      void queryClient.invalidateQueries({ queryKey });
    }
  };
  const change = useMutation({
    mutationFn: () => setStatus(deviceId, enabled ? 'disabled' : 'enabled'),
    onSuccess: (after) => {
      queryClient.setQueryData(keys.device(deviceId), after);
      void queryClient.invalidateQueries({ queryKey: keys.devicePages });
      notify.success(texts.device.changed(deviceId, after.status));
    },
    onError: (error) => notify.failure(texts.device.changeFailed, problemText(error)),
  });
  const remove = useMutation({
    mutationFn: () => deleteDevice(deviceId),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: keys.devicePages });
      notify.success(texts.device.deleted(deviceId));
      onDeleted();
    },
    onError: (error) => notify.failure(texts.device.deleteFailed, problemText(error)),
    onSettled: () => setAsking(false),
  });

  return (
    <div className={styles.header}>
      <PageHeader title={deviceId} trail={<DeviceTrail />}>
        <ConnectionBadge state={device.connectionState} />
        <StatusBadge status={device.status} />
        <HealthBadge health={device.health} />
      </PageHeader>
      <Toolbar aria-label={texts.device.commands} className={styles.toolbar}>
        <ToolbarButton icon={<ArrowClockwise20Regular />} onClick={refresh}>
          {texts.refresh}
        </ToolbarButton>
        {may('administer') && (
          <>
            <ToolbarDivider />
            <ToolbarButton
              icon={enabled ? <Prohibited20Regular /> : <PlayCircle20Regular />}
              disabled={change.isPending}
              onClick={() => change.mutate()}
            >
              {enabled ? texts.devices.disable : texts.devices.enable}
            </ToolbarButton>
            <ToolbarButton icon={<Delete20Regular />} onClick={() => setAsking(true)}>
              {texts.delete}
            </ToolbarButton>
          </>
        )}
      </Toolbar>
      {asking && (
        <DeleteDeviceDialog
          deviceId={deviceId}
          busy={remove.isPending}
          onConfirm={() => remove.mutate()}
          onCancel={() => setAsking(false)}
        />
      )}
    </div>
  );
}
