import { Body1, MenuItem } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { problemText } from '../../api/problem';
import type { ManufacturingRecord } from '../../api/types';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { DeleteDialog } from '../../components/DeleteDialog';
import { RowMenu } from '../../components/RowMenu';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { ClaimCodeDialog } from './ClaimCodeDialog';
import { deleteRecord, releaseDevice } from './queries';

/** What an administrator does with one record. */
export function RecordActions({ record }: { record: ManufacturingRecord }) {
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<'code' | 'release' | 'delete'>();
  const close = () => setAsked(undefined);
  const settled = {
    onSettled: () => {
      close();
      void queryClient.invalidateQueries({ queryKey: keys.records });
    },
    onError: (error: unknown) => notify.failure(texts.records.failed, problemText(error)),
  };
  const release = useMutation({
    mutationFn: () => releaseDevice(record.serial),
    onSuccess: () => notify.success(texts.records.released(record.serial)),
    ...settled,
  });
  const waiting = record.status === 'waiting';
  return (
    <>
      <RowMenu label={texts.records.actions(record.serial)}>
        {waiting && <MenuItem onClick={() => setAsked('code')}>{texts.records.claimCode}</MenuItem>}
        {!waiting && (
          <MenuItem onClick={() => setAsked('release')}>{texts.records.release}</MenuItem>
        )}
        {waiting && <MenuItem onClick={() => setAsked('delete')}>{texts.delete}</MenuItem>}
      </RowMenu>
      {asked === 'code' && <ClaimCodeDialog serial={record.serial} onClose={close} />}
      {asked === 'release' && (
        <ConfirmDialog
          title={texts.records.releaseTitle(record.serial)}
          action={texts.records.release.replace('…', '')}
          busy={release.isPending}
          onConfirm={() => release.mutate()}
          onCancel={close}
        >
          <Body1>{texts.records.releaseBody}</Body1>
        </ConfirmDialog>
      )}
      {asked === 'delete' && (
        <DeleteDialog
          title={texts.records.deleteTitle(record.serial)}
          remove={() => deleteRecord(record.serial)}
          done={texts.records.deleted(record.serial)}
          failed={texts.records.failed}
          stale={[keys.records]}
          onClose={close}
        >
          <Body1>{texts.records.deleteBody}</Body1>
        </DeleteDialog>
      )}
    </>
  );
}
