import { makeStyles, tokens, Toolbar, ToolbarButton } from '@fluentui/react-components';
import { DismissCircle20Regular } from '@fluentui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { isProblem, problemText } from '../../api/problem';
import { useMay } from '../../api/session';
import type { JobSummary } from '../../api/types';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { PageHeader } from '../../components/PageHeader';
import { RouterButton, RouterLink } from '../../components/RouterLink';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { Trail } from '../../components/Trail';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { About } from './About';
import { JobBadge } from './JobBadges';
import { Outcomes } from './Outcomes';
import { ProgressPanel } from './ProgressPanel';
import { cancelJob, jobQuery, type OutcomeSearch } from './queries';

const words = texts.jobs;

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  // The first command stands under the title, as its padding is outside.
  bar: { padding: 0, marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})` },
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 360px), 1fr))',
    alignItems: 'start',
    gap: tokens.spacingHorizontalM,
  },
});

interface JobPageProps {
  jobId: string;
  search: OutcomeSearch;
  onSearchChange: (search: OutcomeSearch) => void;
}

/** One job: how far it is, and what became of each of its devices. */
export function JobPage({ jobId, search, onSearchChange }: JobPageProps) {
  const styles = useStyles();
  const may = useMay();
  const detail = useQuery(jobQuery(jobId));
  if (isProblem(detail.error, 404)) return <NoSuchJob jobId={jobId} />;
  const job = detail.data?.job;
  return (
    <div className={styles.page}>
      <PageHeader title={jobId} trail={<JobTrail />}>
        {job && <JobBadge status={job.status} />}
      </PageHeader>
      {detail.error && <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />}
      {detail.isPending && <LoadingRows />}
      {detail.data && job && (
        <>
          {job.endTime === null && may('operateDevices') && <CancelCommand job={job} />}
          <div className={styles.grid}>
            <ProgressPanel
              job={job}
              outcome={search.outcome}
              onChoose={(outcome) => onSearchChange({ ...search, outcome })}
            />
            <About detail={detail.data} />
          </div>
          <Outcomes job={job} search={search} onChange={onSearchChange} />
        </>
      )}
    </div>
  );
}

function CancelCommand({ job: { jobId } }: { job: JobSummary }) {
  const styles = useStyles();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const cancel = useMutation({
    mutationFn: () => cancelJob(jobId),
    onSuccess: (detail) => {
      queryClient.setQueryData(keys.job(jobId), detail);
      void queryClient.invalidateQueries({ queryKey: keys.jobPages });
      void queryClient.invalidateQueries({ queryKey: keys.jobDevices(jobId) });
      notify.success(words.cancelled(jobId));
    },
    onError: (error) => notify.failure(words.cancelFailed, problemText(error)),
    onSettled: () => setAsking(false),
  });
  return (
    <>
      <Toolbar aria-label={words.commands} className={styles.bar}>
        <ToolbarButton icon={<DismissCircle20Regular />} onClick={() => setAsking(true)}>
          {words.cancelJob}
        </ToolbarButton>
      </Toolbar>
      {asking && (
        <ConfirmDialog
          title={words.cancelTitle(jobId)}
          action={words.cancelJob}
          refusal={words.keep}
          busy={cancel.isPending}
          onConfirm={() => cancel.mutate()}
          onCancel={() => setAsking(false)}
        >
          {words.cancelBody}
        </ConfirmDialog>
      )}
    </>
  );
}

function NoSuchJob({ jobId }: { jobId: string }) {
  return (
    <>
      <PageHeader title={jobId} trail={<JobTrail />} />
      <EmptyState
        title={words.notFound}
        action={<RouterButton to="/jobs">{words.back}</RouterButton>}
      >
        {words.notFoundBody(jobId)}
      </EmptyState>
    </>
  );
}

function JobTrail() {
  return (
    <Trail
      links={[
        <RouterLink key="jobs" to="/jobs">
          {words.title}
        </RouterLink>,
      ]}
    />
  );
}
