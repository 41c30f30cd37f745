import { MenuItem } from '@fluentui/react-components';
import { useState } from 'react';
import { keys } from '../../api/keys';
import type { StatusHook } from '../../api/types';
import { DeleteDialog } from '../../components/DeleteDialog';
import { RowMenu } from '../../components/RowMenu';
import { texts } from '../../lib/texts';
import { deleteStatusHook } from './queries';
import { StatusHookDialog } from './StatusHookDialog';

const words = texts.webhooks;

/** What can be done with a webhook. */
export function StatusHookActions({ hook }: { hook: StatusHook }) {
  const { name } = hook;
  const [dialog, setDialog] = useState<'edit' | 'delete'>();
  const close = () => setDialog(undefined);
  return (
    <>
      <RowMenu label={words.actions(name)}>
        <MenuItem onClick={() => setDialog('edit')}>{texts.edit}</MenuItem>
        <MenuItem onClick={() => setDialog('delete')}>{texts.delete}</MenuItem>
      </RowMenu>
      {dialog === 'edit' && <StatusHookDialog hook={hook} onClose={close} />}
      {dialog === 'delete' && (
        <DeleteDialog
          title={words.deleteTitle(name)}
          remove={() => deleteStatusHook(name)}
          done={words.deleted(name)}
          failed={words.failed}
          stale={[keys.statusHooks]}
          onClose={close}
        >
          {words.deleteBody}
        </DeleteDialog>
      )}
    </>
  );
}
