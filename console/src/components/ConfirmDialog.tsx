import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { texts } from '../lib/texts';

interface ConfirmDialogProps {
  title: string;
  action: string;
  /** The other button, where "Cancel" could be taken for the action. */
  refusal?: string;
  busy?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
  children: ReactNode;
}

/** Asks before something that cannot be undone; shown as long as it is mounted. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && props.onCancel()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{props.title}</DialogTitle>
          <DialogContent>{props.children}</DialogContent>
          <DialogActions>
            <Button appearance="primary" disabled={props.busy} onClick={props.onConfirm}>
              {props.action}
            </Button>
            <Button onClick={props.onCancel}>{props.refusal ?? texts.cancel}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
