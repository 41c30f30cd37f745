import {
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
} from '@fluentui/react-components';
import type { JobSummary } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { RouterLink } from '../../components/RouterLink';
import { useCellStyles } from '../../components/useCellStyles';
import { texts } from '../../lib/texts';
import { JobBadge } from './JobBadges';
import { JobProgress } from './JobProgress';
import { MomentText } from './MomentText';

const words = texts.jobs;

const useStyles = makeStyles({
  row: { height: '48px' },
});

/** A page of jobs. */
export function JobTable({ jobs }: { jobs: readonly JobSummary[] }) {
  const cells = useCellStyles();
  const styles = useStyles();
  return (
    <Table size="small" aria-label={words.table}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={cells.first}>{words.columns.jobId}</HeaderCell>
          <HeaderCell className={cells.medium}>{words.type}</HeaderCell>
          <HeaderCell>{words.status}</HeaderCell>
          <HeaderCell>{words.columns.progress}</HeaderCell>
          <HeaderCell className={cells.medium}>{words.columns.starts}</HeaderCell>
          <HeaderCell className={cells.wide}>{words.columns.by}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {jobs.map((job) => (
          <TableRow key={job.jobId} className={styles.row}>
            <TableCell className={mergeClasses(cells.cell, cells.first)}>
              <RouterLink to="/jobs/$jobId" params={{ jobId: job.jobId }}>
                {job.jobId}
              </RouterLink>
            </TableCell>
            <TableCell className={mergeClasses(cells.cell, cells.medium)}>
              {words.types[job.type]}
            </TableCell>
            <TableCell>
              <JobBadge status={job.status} />
            </TableCell>
            <TableCell>
              <JobProgress job={job} />
            </TableCell>
            <TableCell className={mergeClasses(cells.cell, cells.medium)}>
              <MomentText at={job.startTime} />
            </TableCell>
            <TableCell className={mergeClasses(cells.cell, cells.wide)}>
              {job.createdBy ?? texts.none}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
