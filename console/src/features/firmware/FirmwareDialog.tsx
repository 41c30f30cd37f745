import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import type { Firmware } from '../../api/types';
import { Code } from '../../components/Code';
import { Facts } from '../../components/Facts';
import { bytes } from '../../lib/format';
import { formatJson } from '../../lib/json';
import { texts } from '../../lib/texts';
import { absoluteTime } from '../../lib/time';

const words = texts.firmware;

const useStyles = makeStyles({
  column: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

interface FirmwareDialogProps {
  firmware: Firmware;
  onClose: () => void;
}

/** All that is known of a version, and what devices check it by. */
export function FirmwareDialog({ firmware, onClose }: FirmwareDialogProps) {
  const styles = useStyles();
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.of(firmware.name, firmware.version)}</DialogTitle>
          <DialogContent className={styles.column}>
            <Facts
              facts={[
                [words.description, firmware.description || texts.none],
                [words.size, bytes(firmware.size)],
                [words.models, firmware.models.join(', ') || words.all],
                [words.minimumVersion, firmware.minimumVersion ?? words.any],
                [words.hardwareRevisions, firmware.hardwareRevisions.join(', ') || words.all],
                [words.uploaded, absoluteTime(firmware.uploadedAt)],
                [words.uploadedBy, firmware.uploadedBy],
                [words.sha256, firmware.sha256],
                [words.signature, firmware.signature],
              ]}
            />
            <Code label={words.manifest} text={formatJson(JSON.parse(firmware.manifest))} />
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{texts.close}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
