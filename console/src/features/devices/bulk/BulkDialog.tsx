import {
  Body1,
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
  MessageBar,
  MessageBarBody,
  tokens,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import type { BulkAction } from '../../../api/bulk';
import { isProblem } from '../../../api/problem';
import { dryRunQuery } from '../../../api/query';
import { DryRunView } from '../../../components/DryRunView';
import { ErrorState } from '../../../components/States';
import { count } from '../../../lib/format';
import { texts } from '../../../lib/texts';
import { BulkResult } from './BulkResult';
import { useBulk } from './useBulk';

const words = texts.bulk;

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

interface BulkDialogProps {
  action: BulkAction;
  /** Which devices. */
  condition: string;
  onClose: (changed: boolean) => void;
}

/** Counts the devices, asks, changes them, and tells what became of it. */
export function BulkDialog({ action, condition, onClose }: BulkDialogProps) {
  const bulk = useBulk();
  const { run } = bulk;
  const busy = run !== undefined && run.end === undefined;
  const refused = run?.end === 'broken' && run.progress === undefined;
  const close = () => onClose(run?.progress !== undefined);
  return (
    <Dialog
      open
      modalType={busy ? 'alert' : 'modal'}
      onOpenChange={(_, { open }) => !open && !busy && close()}
    >
      <DialogSurface>
        {run && !refused ? (
          <BulkResult action={action} run={run} onStop={bulk.stop} onClose={close} />
        ) : (
          <Question
            action={action}
            condition={condition}
            error={refused ? run.error : undefined}
            onConfirm={(expected) =>
              bulk.start({ action, condition, ...(action === 'delete' ? { expected } : {}) })
            }
            onRecount={bulk.reset}
            onCancel={close}
          />
        )}
      </DialogSurface>
    </Dialog>
  );
}

interface QuestionProps {
  action: BulkAction;
  condition: string;
  /** Why the server did not begin. */
  error: unknown;
  onConfirm: (count: number) => void;
  onRecount: () => void;
  onCancel: () => void;
}

function Question({ action, condition, error, onConfirm, onRecount, onCancel }: QuestionProps) {
  const styles = useStyles();
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const dryRun = useQuery({ ...dryRunQuery(condition), retry: false });
  const found = dryRun.isFetching ? undefined : dryRun.data?.count;
  // What cannot be undone takes more than a click, unless it is a single device.
  const asksForCount = action === 'delete' && found !== undefined && found > 1;
  const agreed = !asksForCount || typed.trim() === String(found);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (found !== undefined && found > 0 && agreed) onConfirm(found);
  };
  return (
    <form onSubmit={submit} noValidate>
      <DialogBody>
        <DialogTitle>{words.title[action]}</DialogTitle>
        <DialogContent className={styles.content}>
          <Refusal error={error} />
          <Body1>
            {words.body[action]} {words.stay}
          </Body1>
          <DryRunView
            dryRun={{
              ...dryRun,
              refetch: () => {
                onRecount();
                return dryRun.refetch();
              },
            }}
            note={action === 'delete' ? words.noteDelete : words.note}
          />
          {asksForCount && (
            <Field
              required
              label={words.type(found)}
              validationMessage={tried && !agreed ? words.typedOther(found) : undefined}
            >
              <Input
                value={typed}
                inputMode="numeric"
                autoComplete="off"
                onChange={(_, { value }) => setTyped(value)}
              />
            </Field>
          )}
        </DialogContent>
        <DialogActions>
          <Button
            type="submit"
            appearance="primary"
            disabledFocusable={found === undefined || found === 0}
          >
            {found === undefined ? words.counting : words.action[action](count(found), found === 1)}
          </Button>
          <Button onClick={onCancel}>{texts.cancel}</Button>
        </DialogActions>
      </DialogBody>
    </form>
  );
}

function Refusal({ error }: { error: unknown }) {
  if (error === undefined) return null;
  if (isProblem(error, 412)) {
    return (
      <MessageBar intent="warning" layout="multiline" role="alert">
        <MessageBarBody>{error.message}</MessageBarBody>
      </MessageBar>
    );
  }
  return <ErrorState title={words.failed} error={error} />;
}
