import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { JobTarget } from '../../api/types';
import { Code } from '../../components/Code';
import { Facts } from '../../components/Facts';
import { HeaderCell } from '../../components/HeaderCell';
import { RouterLink } from '../../components/RouterLink';
import { useCellStyles } from '../../components/useCellStyles';
import { compact } from '../../lib/format';
import { formatJson } from '../../lib/json';
import { texts } from '../../lib/texts';
import { absoluteTime } from '../../lib/time';
import { OutcomeBadge } from './JobBadges';

const words = texts.jobs;

const useStyles = makeStyles({
  short: { width: '96px', '@media (max-width: 700px)': { display: 'none' } },
  more: { width: '88px' },
  column: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

/** A page of devices with what became of each. */
export function OutcomeTable({ targets }: { targets: readonly JobTarget[] }) {
  const cells = useCellStyles();
  const styles = useStyles();
  const [chosen, setChosen] = useState<JobTarget>();
  const cell = mergeClasses(cells.cell, cells.medium);
  return (
    <>
      <Table size="small" aria-label={words.devicesTable}>
        <TableHeader>
          <TableRow>
            <HeaderCell className={cells.first}>{words.device}</HeaderCell>
            <HeaderCell>{words.outcome}</HeaderCell>
            <HeaderCell className={styles.short}>{words.took}</HeaderCell>
            <HeaderCell className={cells.medium}>{words.answer}</HeaderCell>
            <HeaderCell className={styles.more}>{words.detailsShort}</HeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {targets.map((target) => (
            <TableRow key={nameOf(target)}>
              <TableCell className={mergeClasses(cells.cell, cells.first)}>
                <RouterLink to="/devices/$deviceId" params={{ deviceId: target.deviceId }}>
                  {nameOf(target)}
                </RouterLink>
              </TableCell>
              <TableCell>
                <OutcomeBadge outcome={target.status} />
              </TableCell>
              <TableCell className={styles.short}>{took(target)}</TableCell>
              <TableCell className={mergeClasses(cell, cells.code)}>{answer(target)}</TableCell>
              <TableCell className={styles.more}>
                <Button
                  size="small"
                  appearance="subtle"
                  aria-label={words.details(nameOf(target))}
                  onClick={() => setChosen(target)}
                >
                  {words.detailsShort}
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {chosen && <Details target={chosen} onClose={() => setChosen(undefined)} />}
    </>
  );
}

function nameOf({ deviceId, moduleId }: JobTarget): string {
  return moduleId === null ? deviceId : `${deviceId}/${moduleId}`;
}

function took({ startTime, endTime }: JobTarget): string {
  if (startTime === null || endTime === null) return texts.none;
  return texts.method.elapsedMs(Date.parse(endTime) - Date.parse(startTime));
}

function answer({ methodStatus, methodPayload, errorCode, errorDescription }: JobTarget): string {
  if (errorCode !== null) return `${errorCode}: ${errorDescription ?? ''}`;
  if (methodStatus === null) return texts.none;
  const status = words.answered(methodStatus);
  return methodPayload === null || methodPayload === undefined
    ? status
    : `${status} · ${compact(methodPayload)}`;
}

/** All that is known of one device of the job. */
function Details({ target, onClose }: { target: JobTarget; onClose: () => void }) {
  const styles = useStyles();
  const { status, startTime, endTime, methodStatus, methodPayload } = target;
  const time = (at: string | null) => (at === null ? texts.none : absoluteTime(at));
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{nameOf(target)}</DialogTitle>
          <DialogContent className={styles.column}>
            <Facts
              facts={[
                [words.outcome, <OutcomeBadge outcome={status} />],
                [words.started, time(startTime)],
                [words.endTime, time(endTime)],
                [words.took, took(target)],
                ...(methodStatus === null ? [] : [[texts.method.status, methodStatus] as const]),
                ...(target.errorCode === null
                  ? []
                  : [
                      [words.errorCode, target.errorCode] as const,
                      [words.errorDescription, target.errorDescription] as const,
                    ]),
              ]}
            />
            {methodPayload !== null && methodPayload !== undefined && (
              <Code label={words.payload} text={formatJson(methodPayload)} />
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{texts.close}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
