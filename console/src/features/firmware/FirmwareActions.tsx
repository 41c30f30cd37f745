import { MenuItem } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { problemText } from '../../api/problem';
import type { Firmware } from '../../api/types';
import { DeleteDialog } from '../../components/DeleteDialog';
import { RowMenu } from '../../components/RowMenu';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { FirmwareDialog } from './FirmwareDialog';
import { deleteFirmware, downloadFirmware } from './queries';

const words = texts.firmware;

/** What can be done with a version. */
export function FirmwareActions({ firmware }: { firmware: Firmware }) {
  const name = words.of(firmware.name, firmware.version);
  const notify = useNotify();
  const [dialog, setDialog] = useState<'details' | 'delete'>();
  const close = () => setDialog(undefined);
  const download = useMutation({
    mutationFn: () => downloadFirmware(firmware.id),
    onSuccess: ({ url }) => window.location.assign(url),
    onError: (error) => notify.failure(words.failed, problemText(error)),
  });
  return (
    <>
      <RowMenu label={words.actions(name)}>
        <MenuItem onClick={() => setDialog('details')}>{words.details}</MenuItem>
        <MenuItem onClick={() => download.mutate()}>{words.download}</MenuItem>
        <MenuItem onClick={() => setDialog('delete')}>{texts.delete}</MenuItem>
      </RowMenu>
      {dialog === 'details' && <FirmwareDialog firmware={firmware} onClose={close} />}
      {dialog === 'delete' && (
        <DeleteDialog
          title={words.deleteTitle(name)}
          remove={() => deleteFirmware(firmware.id)}
          done={words.deleted(name)}
          failed={words.failed}
          stale={[keys.firmware]}
          onClose={close}
        >
          {words.deleteBody}
        </DeleteDialog>
      )}
    </>
  );
}
