import {
  Badge,
  Button,
  makeStyles,
  mergeClasses,
  MessageBar,
  MessageBarBody,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { Add20Regular, MailClockRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReportSchedule } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { Panel } from '../../components/Panel';
import { RelativeTime } from '../../components/RelativeTime';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { texts } from '../../lib/texts';
import { absoluteTime } from '../../lib/time';
import { reportNamed, type ReportChoice } from './choice';
import { schedulesQuery } from './queries';
import { cadenceText } from './schedule';
import { ScheduleActions } from './ScheduleActions';
import { ScheduleDialog } from './ScheduleDialog';

const useStyles = makeStyles({
  cell: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  first: { paddingLeft: tokens.spacingHorizontalL },
  last: { width: '76px' },
  wide: { '@media (max-width: 1000px)': { display: 'none' } },
  medium: { '@media (max-width: 700px)': { display: 'none' } },
});

/** The reports that are mailed from time to time; a new one mails what is chosen above. */
export function SchedulesPanel({ choice }: { choice: ReportChoice }) {
  const schedules = useQuery(schedulesQuery);
  const [creating, setCreating] = useState(false);
  return (
    <Panel
      flush
      title={texts.schedules.title}
      hint={texts.schedules.hint}
      actions={
        <Button icon={<Add20Regular />} onClick={() => setCreating(true)}>
          {texts.schedules.create}
        </Button>
      }
    >
      {schedules.error && (
        <ErrorState error={schedules.error} onRetry={() => void schedules.refetch()} />
      )}
      {schedules.isPending && <LoadingRows rows={3} />}
      {schedules.data && !schedules.data.mail && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{texts.schedules.noMail}</MessageBarBody>
        </MessageBar>
      )}
      {schedules.data &&
        (schedules.data.items.length === 0 ? (
          <EmptyState icon={<MailClockRegular />} title={texts.schedules.empty}>
            {texts.schedules.emptyBody}
          </EmptyState>
        ) : (
          <ScheduleTable schedules={schedules.data.items} />
        ))}
      {creating && <ScheduleDialog choice={choice} onClose={() => setCreating(false)} />}
    </Panel>
  );
}

function ScheduleTable({ schedules }: { schedules: ReportSchedule[] }) {
  const styles = useStyles();
  const medium = mergeClasses(styles.cell, styles.medium);
  const wide = mergeClasses(styles.cell, styles.wide);
  return (
    <Table size="small" aria-label={texts.schedules.title}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={styles.first}>{texts.schedules.name}</HeaderCell>
          <HeaderCell className={styles.medium}>{texts.reports.which}</HeaderCell>
          <HeaderCell className={styles.wide}>{texts.schedules.recipients}</HeaderCell>
          <HeaderCell className={styles.medium}>{texts.schedules.when}</HeaderCell>
          <HeaderCell>{texts.schedules.state}</HeaderCell>
          <HeaderCell className={styles.last}>{texts.schedules.actionsColumn}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {schedules.map((schedule) => (
          <TableRow key={schedule.name}>
            <TableCell className={mergeClasses(styles.cell, styles.first)} title={schedule.name}>
              {schedule.name}
            </TableCell>
            <TableCell className={medium}>
              {texts.reports.names[reportNamed(schedule.report)]}
            </TableCell>
            <TableCell className={wide} title={schedule.recipients.join(', ')}>
              {schedule.recipients.join(', ')}
            </TableCell>
            <TableCell className={medium} title={cadenceText(schedule)}>
              {cadenceText(schedule)}
            </TableCell>
            <TableCell className={styles.cell}>
              <State schedule={schedule} />
            </TableCell>
            <TableCell className={styles.last}>
              <ScheduleActions schedule={schedule} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function State({ schedule }: { schedule: ReportSchedule }) {
  if (schedule.lastError !== null) {
    return (
      <Badge appearance="tint" color="danger" title={schedule.lastError}>
        {texts.schedules.failed}
      </Badge>
    );
  }
  if (!schedule.enabled) return <Badge appearance="tint">{texts.schedules.disabled}</Badge>;
  if (schedule.lastAt === null) {
    return <>{texts.schedules.first(absoluteTime(schedule.nextAt))}</>;
  }
  return (
    <>
      {texts.schedules.sent} <RelativeTime at={schedule.lastAt} />
    </>
  );
}
