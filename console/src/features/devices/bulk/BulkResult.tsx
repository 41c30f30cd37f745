import {
  Body1,
  Button,
  Caption1,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  makeStyles,
  MessageBar,
  MessageBarBody,
  ProgressBar,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import type { BulkAction, BulkFailure, BulkProgress } from '../../../api/bulk';
import { HeaderCell } from '../../../components/HeaderCell';
import { ErrorState } from '../../../components/States';
import { count } from '../../../lib/format';
import { texts } from '../../../lib/texts';
import type { BulkRun } from './useBulk';

const words = texts.bulk;

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  numbers: { fontVariantNumeric: 'tabular-nums' },
  failures: { maxHeight: '240px', overflowY: 'auto' },
  cell: { overflowWrap: 'anywhere' },
});

interface BulkResultProps {
  action: BulkAction;
  run: BulkRun;
  onStop: () => void;
  onClose: () => void;
}

/** How far a change is, what came of it, and which devices failed. */
export function BulkResult({ action, run, onStop, onClose }: BulkResultProps) {
  const styles = useStyles();
  const { progress, failures, end, error } = run;
  return (
    <DialogBody>
      <DialogTitle>{words.title[action]}</DialogTitle>
      <DialogContent className={styles.content}>
        <ProgressBar
          thickness="large"
          aria-label={words.progress}
          {...(progress ? { value: fraction(progress, end) } : {})}
          color={progress && progress.failed > 0 ? 'error' : 'brand'}
        />
        <div role="status">
          {progress && <Body1 className={styles.numbers}>{summary(action, progress)}</Body1>}
        </div>
        {end === 'broken' && <ErrorState title={words.failed} error={error} />}
        {(end === 'stopped' || end === 'aborted') && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>{words[end]}</MessageBarBody>
          </MessageBar>
        )}
        {end === 'done' && <Body1>{words.over}</Body1>}
        {failures.length > 0 && (
          <Failures failures={failures} all={progress?.failed ?? failures.length} />
        )}
      </DialogContent>
      <DialogActions>
        {end === undefined ? (
          <Button onClick={onStop}>{words.stop}</Button>
        ) : (
          <Button appearance="primary" onClick={onClose}>
            {texts.close}
          </Button>
        )}
      </DialogActions>
    </DialogBody>
  );
}

function fraction({ done, total }: BulkProgress, end: BulkRun['end']): number {
  return end === 'done' ? 1 : Math.min(1, done / Math.max(1, total));
}

function summary(
  action: BulkAction,
  { total, done, changed, unchanged, failed }: BulkProgress,
): string {
  return [
    words.done(count(done), count(total)),
    words.changed[action](count(changed)),
    ...(unchanged > 0 ? [words.unchanged(count(unchanged))] : []),
    ...(failed > 0 ? [words.failedCount(count(failed))] : []),
  ].join(' · ');
}

function Failures({ failures, all }: { failures: readonly BulkFailure[]; all: number }) {
  const styles = useStyles();
  return (
    <>
      {/* A region that scrolls has to be reachable from the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.failures} tabIndex={0} role="region" aria-label={words.failures}>
        <Table size="small" aria-label={words.failures}>
          <TableHeader>
            <TableRow>
              <HeaderCell>{texts.devices.columns.deviceId}</HeaderCell>
              <HeaderCell>{words.code}</HeaderCell>
              <HeaderCell>{words.reason}</HeaderCell>
            </TableRow>
          </TableHeader>
          <TableBody>
            {failures.map(({ deviceId, code, message }) => (
              <TableRow key={deviceId}>
                <TableCell className={styles.cell}>{deviceId}</TableCell>
                <TableCell className={styles.cell}>{code}</TableCell>
                <TableCell className={styles.cell}>{message}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      {all > failures.length && (
        <Caption1>{words.failuresShown(failures.length, count(all))}</Caption1>
      )}
    </>
  );
}
