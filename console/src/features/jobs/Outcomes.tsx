import { makeStyles, Select, tokens } from '@fluentui/react-components';
import { DeveloperBoardRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import type { JobSummary } from '../../api/types';
import { ContinuationPager } from '../../components/ContinuationPager';
import { Panel } from '../../components/Panel';
import { SearchField } from '../../components/SearchField';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { usePages } from '../../components/usePages';
import { texts } from '../../lib/texts';
import { OutcomeTable } from './OutcomeTable';
import { DEVICES_PER_PAGE, jobDevicesQuery, type OutcomeSearch } from './queries';
import { OUTCOMES } from './search';

const words = texts.jobs;

const useStyles = makeStyles({
  filters: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  error: { padding: tokens.spacingHorizontalL },
});

interface OutcomesProps {
  job: JobSummary;
  search: OutcomeSearch;
  onChange: (search: OutcomeSearch) => void;
}

/** What became of each device, page by page. */
export function Outcomes({ job, search, onChange }: OutcomesProps) {
  const styles = useStyles();
  const pages = usePages(`${search.outcome ?? ''} ${search.search ?? ''}`);
  const devices = useQuery(jobDevicesQuery(job.jobId, search, pages.continuation));
  const page = devices.data;
  const before = pages.index * DEVICES_PER_PAGE;
  return (
    <Panel
      flush
      title={words.devices}
      actions={
        <div role="search" className={styles.filters}>
          <SearchField
            label={words.search}
            placeholder={words.searchPlaceholder}
            value={search.search ?? ''}
            onChange={(text) => onChange({ ...search, search: text || undefined })}
          />
          <Select
            aria-label={words.outcome}
            value={search.outcome ?? ''}
            onChange={(_, { value }) =>
              onChange({ ...search, outcome: OUTCOMES.find((each) => each === value) })
            }
          >
            <option value="">{words.all}</option>
            {OUTCOMES.map((outcome) => (
              <option key={outcome} value={outcome}>
                {words.outcomes[outcome]}
              </option>
            ))}
          </Select>
        </div>
      }
    >
      {devices.error && (
        <div className={styles.error}>
          <ErrorState error={devices.error} onRetry={() => void devices.refetch()} />
        </div>
      )}
      {devices.isPending && <LoadingRows />}
      {page &&
        (page.items.length > 0 ? (
          <OutcomeTable targets={page.items} />
        ) : (
          <NoDevices job={job} filtered={(search.outcome ?? search.search) !== undefined} />
        ))}
      {page && (pages.index > 0 || page.next !== null) && (
        <ContinuationPager
          pages={pages}
          range={texts.openRange(
            before + Math.min(1, page.items.length),
            before + page.items.length,
          )}
          continuation={page.next}
        />
      )}
    </Panel>
  );
}

function NoDevices({ job, filtered }: { job: JobSummary; filtered: boolean }) {
  if (filtered && job.statistics.devices > 0) {
    return <EmptyState title={words.noneSuch}>{words.noneSuchBody}</EmptyState>;
  }
  return (
    <EmptyState icon={<DeveloperBoardRegular />} title={words.noDevices}>
      {job.endTime === null ? words.noDevicesBody : words.foundNone}
    </EmptyState>
  );
}
