import {
  Button,
  makeStyles,
  ProgressBar,
  Select,
  tokens,
  Toolbar,
  ToolbarButton,
} from '@fluentui/react-components';
import { Add20Regular, TaskListSquareLtrRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useMay } from '../../api/session';
import { PageHeader } from '../../components/PageHeader';
import { Pager } from '../../components/Pager';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { Trail } from '../../components/Trail';
import { texts } from '../../lib/texts';
import { JobTable } from './JobTable';
import { NewJobDialog } from './NewJobDialog';
import { jobPageQuery } from './queries';
import { STATUSES, toJobQuery, TYPES, type JobSearch } from './search';

const words = texts.jobs;

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  bar: { padding: 0 },
  filters: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  table: {
    position: 'relative',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  progress: { position: 'absolute', top: 0, left: 0, right: 0 },
});

interface JobsPageProps {
  search: JobSearch;
  onSearchChange: (search: JobSearch) => void;
  onOpen: (jobId: string) => void;
}

/** All jobs, the newest first, as far as they have come. */
export function JobsPage({ search, onSearchChange, onOpen }: JobsPageProps) {
  const styles = useStyles();
  const may = useMay();
  const [creating, setCreating] = useState(false);
  const jobs = useQuery(jobPageQuery(toJobQuery(search)));
  const page = jobs.data;
  const filtered = search.status !== undefined || search.type !== undefined;

  useEffect(() => {
    // The last page emptied under us, as old jobs were forgotten.
    if (page?.items.length === 0 && page.page > 0) onSearchChange({ ...search, page: undefined });
  }, [page, search, onSearchChange]);

  return (
    <div className={styles.page}>
      <PageHeader title={words.title} hint={words.hint} trail={<Trail />} />
      {may('operateDevices') && (
        <Toolbar aria-label={words.commands} className={styles.bar}>
          <ToolbarButton
            appearance="primary"
            icon={<Add20Regular />}
            onClick={() => setCreating(true)}
          >
            {words.create}
          </ToolbarButton>
        </Toolbar>
      )}
      <JobFilters search={search} onChange={onSearchChange} />
      {jobs.error && <ErrorState error={jobs.error} onRetry={() => void jobs.refetch()} />}
      {jobs.isPending && (
        <div className={styles.table}>
          <LoadingRows />
        </div>
      )}
      {page && (
        <div className={styles.table}>
          {jobs.isPlaceholderData && (
            <ProgressBar className={styles.progress} aria-label={texts.loading} />
          )}
          {page.items.length > 0 ? (
            <>
              <JobTable jobs={page.items} />
              <Pager
                page={page}
                onChange={(change) => onSearchChange({ ...search, page: undefined, ...change })}
              />
            </>
          ) : (
            <EmptyState
              icon={<TaskListSquareLtrRegular />}
              title={filtered ? words.noMatch : words.empty}
            >
              {filtered ? words.noMatchBody : words.emptyBody}
            </EmptyState>
          )}
        </div>
      )}
      {creating && (
        <NewJobDialog begin={{}} onCreated={onOpen} onClose={() => setCreating(false)} />
      )}
    </div>
  );
}

interface JobFiltersProps {
  search: JobSearch;
  onChange: (search: JobSearch) => void;
}

/** Each change starts at the first page again. */
function JobFilters({ search, onChange }: JobFiltersProps) {
  const styles = useStyles();
  const { status, type, pageSize } = search;
  const set = (change: JobSearch) => onChange({ status, type, pageSize, ...change });
  return (
    <div role="search" className={styles.filters}>
      <Select
        aria-label={words.status}
        value={status ?? ''}
        onChange={(_, { value }) => set({ status: STATUSES.find((each) => each === value) })}
      >
        <option value="">{words.anyStatus}</option>
        {STATUSES.map((each) => (
          <option key={each} value={each}>
            {words.statuses[each]}
          </option>
        ))}
      </Select>
      <Select
        aria-label={words.type}
        value={type ?? ''}
        onChange={(_, { value }) => set({ type: TYPES.find((each) => each === value) })}
      >
        <option value="">{words.anyType}</option>
        {TYPES.map((each) => (
          <option key={each} value={each}>
            {words.types[each]}
          </option>
        ))}
      </Select>
      {(status ?? type) !== undefined && (
        <Button appearance="subtle" onClick={() => onChange({ pageSize })}>
          {words.clearFilters}
        </Button>
      )}
    </div>
  );
}
