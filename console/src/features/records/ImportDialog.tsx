import {
  Body1,
  Button,
  Caption1,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Link,
  makeStyles,
  ProgressBar,
  Subtitle2,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { keys } from '../../api/keys';
import type { RecordImport } from '../../api/types';
import { Facts } from '../../components/Facts';
import { HeaderCell } from '../../components/HeaderCell';
import { ErrorState } from '../../components/States';
import { texts } from '../../lib/texts';
import { errorFileUrl, importRecords } from './queries';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  line: { width: '64px' },
  reason: { whiteSpace: 'normal', overflowWrap: 'anywhere' },
});

/** Takes a CSV file, shows how far it is sent, and then what became of its rows. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const styles = useStyles();
  const queryClient = useQueryClient();
  const [file, setFile] = useState<File>();
  const [tried, setTried] = useState(false);
  const [share, setShare] = useState(0);
  const load = useMutation({
    mutationFn: (chosen: File) => importRecords(chosen, setShare),
    onMutate: () => setShare(0),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: keys.records }),
  });

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (file && !load.isPending) load.mutate(file);
  };

  return (
    <Dialog
      open
      modalType={load.isPending ? 'alert' : 'modal'}
      onOpenChange={(_, { open }) => !open && !load.isPending && onClose()}
    >
      <DialogSurface>
        <form onSubmit={submit} noValidate>
          <DialogBody>
            <DialogTitle>
              {load.data ? texts.records.imported : texts.records.importTitle}
            </DialogTitle>
            <DialogContent className={styles.content}>
              {load.error && <ErrorState title={texts.records.importFailed} error={load.error} />}
              {load.data ? (
                <Result result={load.data} />
              ) : (
                <>
                  <Body1>{texts.records.importHint}</Body1>
                  <Field
                    required
                    label={texts.records.file}
                    validationMessage={tried && !file ? texts.records.fileMissing : undefined}
                  >
                    {(field) => (
                      <input
                        {...field}
                        type="file"
                        accept=".csv,text/csv,text/plain"
                        disabled={load.isPending}
                        onChange={({ target }) => setFile(target.files?.[0])}
                      />
                    )}
                  </Field>
                  {load.isPending && (
                    <Field
                      validationState="none"
                      validationMessage={
                        share < 1
                          ? texts.records.uploading(Math.floor(share * 100))
                          : texts.records.merging
                      }
                    >
                      {share < 1 ? <ProgressBar value={share} /> : <ProgressBar />}
                    </Field>
                  )}
                </>
              )}
            </DialogContent>
            <DialogActions>
              {!load.data && (
                <Button type="submit" appearance="primary" disabledFocusable={load.isPending}>
                  {texts.records.start}
                </Button>
              )}
              <Button disabled={load.isPending} onClick={onClose}>
                {load.data ? texts.close : texts.cancel}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}

/** Refused rows that are shown; the file has more. */
const SHOWN = 10;
const COUNTS = ['rows', 'created', 'updated', 'unchanged', 'refused'] as const;

function Result({ result }: { result: RecordImport }) {
  const styles = useStyles();
  return (
    <>
      <Facts
        facts={COUNTS.map((name) => [
          texts.records.counts[name],
          result[name].toLocaleString('en-US'),
        ])}
      />
      {result.refused > 0 && (
        <>
          <Subtitle2 as="h3">{texts.records.errors}</Subtitle2>
          <Table size="extra-small" aria-label={texts.records.errors}>
            <TableHeader>
              <TableRow>
                <HeaderCell className={styles.line}>{texts.records.line}</HeaderCell>
                <HeaderCell>{texts.records.serial}</HeaderCell>
                <HeaderCell>{texts.records.reason}</HeaderCell>
              </TableRow>
            </TableHeader>
            <TableBody>
              {result.errors.slice(0, SHOWN).map((error) => (
                <TableRow key={error.line}>
                  <TableCell className={styles.line}>{error.line}</TableCell>
                  <TableCell className={styles.reason}>{error.serial || texts.none}</TableCell>
                  <TableCell className={styles.reason}>{error.message}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
          <Caption1>
            <Link href={errorFileUrl(result.id)} download>
              {texts.records.errorFile}
            </Link>
          </Caption1>
        </>
      )}
    </>
  );
}
