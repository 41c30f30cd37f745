import {
  makeStyles,
  MenuItem,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { AlertOff16Regular } from '@fluentui/react-icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keys } from '../../api/keys';
import { problemText } from '../../api/problem';
import { useMay } from '../../api/session';
import type { Alert } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { RelativeTime } from '../../components/RelativeTime';
import { RouterLink } from '../../components/RouterLink';
import { RowMenu } from '../../components/RowMenu';
import { useCellStyles } from '../../components/useCellStyles';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { absoluteTime } from '../../lib/time';
import { acknowledge, mute } from './queries';
import { SeverityBadge } from './SeverityBadge';

const MUTES = [60, 8 * 60, 24 * 60, 7 * 24 * 60];

const useStyles = makeStyles({
  first: { paddingLeft: tokens.spacingHorizontalL, width: '124px' },
  what: { width: '40%', whiteSpace: 'normal', overflowWrap: 'anywhere' },
  muted: { marginLeft: tokens.spacingHorizontalXS, verticalAlign: 'middle' },
});

/** Alerts, each with what can be done about it. */
export function AlertTable({ alerts }: { alerts: readonly Alert[] }) {
  const cells = useCellStyles();
  const styles = useStyles();
  const may = useMay();
  const medium = mergeClasses(cells.cell, cells.medium);
  return (
    <Table size="small" aria-label={texts.alerts.title}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={styles.first}>{texts.alerts.severity}</HeaderCell>
          <HeaderCell className={styles.what}>{texts.alerts.what}</HeaderCell>
          <HeaderCell className={cells.wide}>{texts.alerts.rule}</HeaderCell>
          <HeaderCell className={cells.medium}>{texts.alerts.since}</HeaderCell>
          <HeaderCell className={cells.medium}>{texts.alerts.seenTo}</HeaderCell>
          {may('operateDevices') && (
            <HeaderCell className={cells.last}>{texts.alerts.actionsColumn}</HeaderCell>
          )}
        </TableRow>
      </TableHeader>
      <TableBody>
        {alerts.map((alert) => (
          <TableRow key={alert.id}>
            <TableCell className={mergeClasses(cells.cell, styles.first)}>
              <SeverityBadge severity={alert.severity} />
            </TableCell>
            <TableCell className={styles.what}>
              <Message alert={alert} />
              {alert.mutedUntil && (
                <AlertOff16Regular
                  className={styles.muted}
                  title={texts.alerts.mutedUntil(absoluteTime(alert.mutedUntil))}
                />
              )}
            </TableCell>
            <TableCell className={mergeClasses(cells.cell, cells.wide)} title={alert.rule}>
              {alert.rule}
            </TableCell>
            <TableCell className={medium}>
              <RelativeTime at={alert.openedAt} />
            </TableCell>
            <TableCell className={medium}>{alert.acknowledgedBy ?? texts.none}</TableCell>
            {may('operateDevices') && (
              <TableCell className={cells.last}>
                {alert.resolvedAt === null && <AlertActions alert={alert} />}
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** A device's name leads to the device. */
function Message({ alert }: { alert: Alert }) {
  const rest = alert.message.startsWith(alert.subject)
    ? alert.message.slice(alert.subject.length)
    : undefined;
  if (rest === undefined || !isAboutDevice(alert)) return <>{alert.message}</>;
  return (
    <>
      <RouterLink to="/devices/$deviceId" params={{ deviceId: alert.subject }}>
        {alert.subject}
      </RouterLink>
      {rest}
    </>
  );
}

/** An address, too, can be what was refused. */
const isAboutDevice = ({ kind, subject }: Alert): boolean =>
  kind !== 'deployment' && (kind !== 'authentication' || !/^[0-9.]+$|:/.test(subject));

function AlertActions({ alert }: { alert: Alert }) {
  const notify = useNotify();
  const queryClient = useQueryClient();
  const after = {
    onError: (error: Error) => notify.failure(texts.alerts.notDone, problemText(error)),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: keys.alerts }),
  };
  const see = useMutation({ mutationFn: () => acknowledge(alert.id), ...after });
  const silence = useMutation({
    mutationFn: (minutes: number) => mute(alert.id, minutes),
    ...after,
  });
  return (
    <RowMenu label={texts.alerts.actions(alert.message)}>
      {alert.acknowledgedAt === null && (
        <MenuItem onClick={() => see.mutate()}>{texts.alerts.acknowledge}</MenuItem>
      )}
      {alert.mutedUntil === null ? (
        MUTES.map((minutes) => (
          <MenuItem key={minutes} onClick={() => silence.mutate(minutes)}>
            {texts.alerts.mute(minutes / 60)}
          </MenuItem>
        ))
      ) : (
        <MenuItem onClick={() => silence.mutate(0)}>{texts.alerts.unmute}</MenuItem>
      )}
    </RowMenu>
  );
}
