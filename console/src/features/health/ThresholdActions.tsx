import { MenuItem } from '@fluentui/react-components';
import { useState } from 'react';
import { keys } from '../../api/keys';
import type { HealthThreshold } from '../../api/types';
import { DeleteDialog } from '../../components/DeleteDialog';
import { RowMenu } from '../../components/RowMenu';
import { texts } from '../../lib/texts';
import { deleteThreshold } from './queries';
import { ThresholdDialog } from './ThresholdDialog';

const words = texts.thresholds;

/** What can be done with a threshold. */
export function ThresholdActions({ threshold }: { threshold: HealthThreshold }) {
  const { metric, scope, scopeName } = threshold;
  const [dialog, setDialog] = useState<'edit' | 'delete'>();
  const close = () => setDialog(undefined);
  const devices = words.of[scope](scopeName);

  return (
    <>
      <RowMenu label={words.actions(`${metric}, ${devices}`)}>
        <MenuItem onClick={() => setDialog('edit')}>{texts.edit}</MenuItem>
        <MenuItem onClick={() => setDialog('delete')}>{texts.delete}</MenuItem>
      </RowMenu>
      {dialog === 'edit' && <ThresholdDialog threshold={threshold} onClose={close} />}
      {dialog === 'delete' && (
        <DeleteDialog
          title={words.deleteTitle(metric, devices)}
          remove={() => deleteThreshold(threshold)}
          done={words.deleted(metric)}
          failed={words.deleteFailed}
          stale={[keys.thresholds]}
          onClose={close}
        >
          {words.deleteBody}
        </DeleteDialog>
      )}
    </>
  );
}
