import { makeStyles, Toolbar, ToolbarButton, tokens } from '@fluentui/react-components';
import { Delete20Regular, PlayCircle20Regular, Prohibited20Regular } from '@fluentui/react-icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { problemText } from '../../api/problem';
import type { DeviceDetail } from '../../api/types';
import { DeleteDevicesDialog } from '../../components/DeleteDevicesDialog';
import { ConnectionBadge, StatusBadge } from '../../components/DeviceBadges';
import { PageHeader } from '../../components/PageHeader';
import { RouterLink } from '../../components/RouterLink';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { deleteDevice, setStatus } from './queries';

const useStyles = makeStyles({
  header: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-end',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
  },
  titles: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, minWidth: 0 },
  toolbar: { padding: 0 },
});

interface DeviceHeaderProps {
  device: DeviceDetail;
  onDeleted: () => void;
}

/** The device's name and state, and what can be done to it as a whole. */
export function DeviceHeader({ device, onDeleted }: DeviceHeaderProps) {
  const styles = useStyles();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { deviceId } = device;
  const enabled = device.status === 'enabled';

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
      <div className={styles.titles}>
        <RouterLink to="/devices">{texts.device.backToDevices}</RouterLink>
        <PageHeader title={deviceId}>
          <ConnectionBadge state={device.connectionState} />
          <StatusBadge status={device.status} />
        </PageHeader>
      </div>
      <Toolbar aria-label={texts.device.commands} className={styles.toolbar}>
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
      </Toolbar>
      {asking && (
        <DeleteDevicesDialog
          deviceIds={[deviceId]}
          busy={remove.isPending}
          onConfirm={() => remove.mutate()}
          onCancel={() => setAsking(false)}
        />
      )}
    </div>
  );
}
