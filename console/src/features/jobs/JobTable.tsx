import {
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import type { JobSummary } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { RouterLink } from '../../components/RouterLink';
import { texts } from '../../lib/texts';
import { JobBadge } from './JobBadges';
import { JobProgress } from './JobProgress';
import { MomentText } from './MomentText';

const words = texts.jobs;

const useStyles = makeStyles({
  row: { height: '48px' },
  cell: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  first: { paddingLeft: tokens.spacingHorizontalL },
  wide: { '@media (max-width: 1000px)': { display: 'none' } },
  medium: { '@media (max-width: 700px)': { display: 'none' } },
});

/** A page of jobs. */
export function JobTable({ jobs }: { jobs: readonly JobSummary[] }) {
  const styles = useStyles();
  return (
    <Table size="small" aria-label={words.table}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={styles.first}>{words.columns.jobId}</HeaderCell>
          <HeaderCell className={styles.medium}>{words.type}</HeaderCell>
          <HeaderCell>{words.status}</HeaderCell>
          <HeaderCell>{words.columns.progress}</HeaderCell>
          <HeaderCell className={styles.medium}>{words.columns.starts}</HeaderCell>
          <HeaderCell className={styles.wide}>{words.columns.by}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {jobs.map((job) => (
          <TableRow key={job.jobId} className={styles.row}>
            <TableCell className={mergeClasses(styles.cell, styles.first)}>
              <RouterLink to="/jobs/$jobId" params={{ jobId: job.jobId }}>
                {job.jobId}
              </RouterLink>
            </TableCell>
            <TableCell className={mergeClasses(styles.cell, styles.medium)}>
              {words.types[job.type]}
            </TableCell>
            <TableCell>
              <JobBadge status={job.status} />
            </TableCell>
            <TableCell>
              <JobProgress job={job} />
            </TableCell>
            <TableCell className={mergeClasses(styles.cell, styles.medium)}>
              <MomentText at={job.startTime} />
            </TableCell>
            <TableCell className={mergeClasses(styles.cell, styles.wide)}>
              {job.createdBy ?? texts.none}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
