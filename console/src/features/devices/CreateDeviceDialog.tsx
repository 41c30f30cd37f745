import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  Switch,
  tokens,
} from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { keys } from '../../api/keys';
import type { CreatedDevice } from '../../api/types';
import { RouterButton } from '../../components/RouterLink';
import { SecretField } from '../../components/SecretField';
import { ErrorState } from '../../components/States';
import { texts } from '../../lib/texts';
import { createDevice } from './queries';

// The identity rules of IoT Hub: ASCII letters, digits and these marks, 128 at most.
const DEVICE_ID = /^[A-Za-z0-9\-.%_#*?!(),:=@$'+&;]{1,128}$/;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

interface CreateDeviceDialogProps {
  onClose: () => void;
}

/** Asks for a new device, then shows its connection string this one time. */
export function CreateDeviceDialog({ onClose }: CreateDeviceDialogProps) {
  const queryClient = useQueryClient();
  const create = useMutation({
    mutationFn: createDevice,
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: keys.devicePages }),
  });
  return (
    <Dialog
      open
      modalType={create.data ? 'alert' : 'modal'}
      onOpenChange={(_, { open }) => !open && onClose()}
    >
      <DialogSurface>
        {create.data ? (
          <Created device={create.data} onClose={onClose} />
        ) : (
          <NewDeviceForm
            busy={create.isPending}
            error={create.error}
            onSubmit={create.mutate}
            onClose={onClose}
          />
        )}
      </DialogSurface>
    </Dialog>
  );
}

interface NewDeviceFormProps {
  busy: boolean;
  error: unknown;
  onSubmit: (device: Parameters<typeof createDevice>[0]) => void;
  onClose: () => void;
}

function NewDeviceForm({ busy, error, onSubmit, onClose }: NewDeviceFormProps) {
  const styles = useStyles();
  const [deviceId, setDeviceId] = useState('');
  const [enabled, setEnabled] = useState(true);
  const [ownKeys, setOwnKeys] = useState(false);
  const [primaryKey, setPrimaryKey] = useState('');
  const [secondaryKey, setSecondaryKey] = useState('');
  const [tried, setTried] = useState(false);
  const valid = DEVICE_ID.test(deviceId);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (!valid || busy) return;
    onSubmit({
      deviceId,
      status: enabled ? 'enabled' : 'disabled',
      ...(ownKeys && primaryKey ? { primaryKey } : {}),
      ...(ownKeys && secondaryKey ? { secondaryKey } : {}),
    });
  };

  return (
    <form onSubmit={submit} noValidate>
      <DialogBody>
        <DialogTitle>{texts.createDevice.title}</DialogTitle>
        <DialogContent className={styles.form}>
          {error !== null && <ErrorState title={texts.createDevice.failed} error={error} />}
          <Field
            label={texts.createDevice.deviceId}
            required
            hint={texts.createDevice.deviceIdHint}
            validationMessage={tried && !valid ? texts.createDevice.deviceIdInvalid : undefined}
          >
            <Input
              value={deviceId}
              autoComplete="off"
              spellCheck={false}
              onChange={(_, { value }) => setDeviceId(value)}
            />
          </Field>
          <Switch
            label={texts.createDevice.enabled}
            checked={enabled}
            onChange={(_, { checked }) => setEnabled(checked)}
          />
          <Switch
            label={texts.createDevice.ownKeys}
            checked={ownKeys}
            onChange={(_, { checked }) => setOwnKeys(checked)}
          />
          {ownKeys && (
            <>
              <Field label={texts.createDevice.primaryKey} hint={texts.createDevice.keyHint}>
                <Input value={primaryKey} onChange={(_, { value }) => setPrimaryKey(value)} />
              </Field>
              <Field label={texts.createDevice.secondaryKey}>
                <Input value={secondaryKey} onChange={(_, { value }) => setSecondaryKey(value)} />
              </Field>
            </>
          )}
        </DialogContent>
        <DialogActions>
          <Button type="submit" appearance="primary" disabledFocusable={busy}>
            {busy ? texts.createDevice.submitting : texts.createDevice.submit}
          </Button>
          <Button onClick={onClose}>{texts.cancel}</Button>
        </DialogActions>
      </DialogBody>
    </form>
  );
}

function Created({ device, onClose }: { device: CreatedDevice; onClose: () => void }) {
  const styles = useStyles();
  return (
    <DialogBody>
      <DialogTitle>{texts.createDevice.doneTitle(device.deviceId)}</DialogTitle>
      <DialogContent className={styles.form}>
        {device.connectionString && (
          <>
            {texts.createDevice.done}
            <SecretField
              startRevealed
              label={texts.createDevice.connectionString}
              value={device.connectionString}
            />
          </>
        )}
      </DialogContent>
      <DialogActions>
        <RouterButton look="primary" to="/devices/$deviceId" params={{ deviceId: device.deviceId }}>
          {texts.createDevice.open}
        </RouterButton>
        <Button onClick={onClose}>{texts.close}</Button>
      </DialogActions>
    </DialogBody>
  );
}
