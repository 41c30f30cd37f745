import {
  Badge,
  mergeClasses,
  MessageBar,
  MessageBarBody,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
} from '@fluentui/react-components';
import { MailClockRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReportSchedule } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { ListPanel } from '../../components/ListPanel';
import { RelativeTime } from '../../components/RelativeTime';
import { EmptyState } from '../../components/States';
import { useCellStyles } from '../../components/useCellStyles';
import { texts } from '../../lib/texts';
import { absoluteTime } from '../../lib/time';
import { reportNamed, type ReportChoice } from './choice';
import { schedulesQuery } from './queries';
import { cadenceText } from './schedule';
import { ScheduleActions } from './ScheduleActions';
import { ScheduleDialog } from './ScheduleDialog';

/** The reports that are mailed from time to time; a new one mails what is chosen above. */
export function SchedulesPanel({ choice }: { choice: ReportChoice }) {
  const schedules = useQuery(schedulesQuery);
  const [creating, setCreating] = useState(false);
  return (
    <ListPanel
      title={texts.schedules.title}
      hint={texts.schedules.hint}
      create={{ label: texts.schedules.create, onClick: () => setCreating(true) }}
      list={schedules}
      notice={({ mail }) =>
        !mail && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>{texts.schedules.noMail}</MessageBarBody>
          </MessageBar>
        )
      }
      table={(items) => <ScheduleTable schedules={items} />}
      empty={
        <EmptyState icon={<MailClockRegular />} title={texts.schedules.empty}>
          {texts.schedules.emptyBody}
        </EmptyState>
      }
    >
      {creating && <ScheduleDialog choice={choice} onClose={() => setCreating(false)} />}
    </ListPanel>
  );
}

function ScheduleTable({ schedules }: { schedules: ReportSchedule[] }) {
  const cells = useCellStyles();
  const medium = mergeClasses(cells.cell, cells.medium);
  const wide = mergeClasses(cells.cell, cells.wide);
  return (
    <Table size="small" aria-label={texts.schedules.title}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={cells.first}>{texts.schedules.name}</HeaderCell>
          <HeaderCell className={cells.medium}>{texts.reports.which}</HeaderCell>
          <HeaderCell className={cells.wide}>{texts.schedules.recipients}</HeaderCell>
          <HeaderCell className={cells.medium}>{texts.schedules.when}</HeaderCell>
          <HeaderCell>{texts.schedules.state}</HeaderCell>
          <HeaderCell className={cells.last}>{texts.schedules.actionsColumn}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {schedules.map((schedule) => (
          <TableRow key={schedule.name}>
            <TableCell className={mergeClasses(cells.cell, cells.first)} title={schedule.name}>
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
            <TableCell className={cells.cell}>
              <State schedule={schedule} />
            </TableCell>
            <TableCell className={cells.last}>
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
