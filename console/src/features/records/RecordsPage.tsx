import {
  Button,
  Link,
  makeStyles,
  ProgressBar,
  Select,
  Tag,
  tokens,
  Toolbar,
  ToolbarButton,
} from '@fluentui/react-components';
import { ArrowUpload20Regular, BoxRegular, Dismiss16Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../api/session';
import { PageHeader } from '../../components/PageHeader';
import { Pager } from '../../components/Pager';
import { RouterLink } from '../../components/RouterLink';
import { SearchField } from '../../components/SearchField';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { Trail } from '../../components/Trail';
import { oneOf } from '../../lib/oneOf';
import { texts } from '../../lib/texts';
import { ImportDialog } from './ImportDialog';
import { recordsQuery, registrationsUrl } from './queries';
import { RecordTable } from './RecordTable';
import { isFiltered, STATUSES, type RecordSearch } from './search';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  bar: { padding: 0, flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
  },
  table: {
    position: 'relative',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  progress: { position: 'absolute', top: 0, left: 0, right: 0 },
});

interface RecordsPageProps {
  search: RecordSearch;
  onSearchChange: (search: RecordSearch) => void;
}

/** What was built, to whom it was sold, and how far each device has come. */
export function RecordsPage({ search, onSearchChange }: RecordsPageProps) {
  const styles = useStyles();
  const may = useMay();
  const [importing, setImporting] = useState(false);
  const page = useQuery(recordsQuery(search));
  const filter = (change: RecordSearch) => onSearchChange({ ...search, page: 0, ...change });
  return (
    <div className={styles.page}>
      <PageHeader title={texts.records.title} hint={texts.records.hint} trail={<Trail />}>
        <RouterLink to="/customers">{texts.records.byCustomer}</RouterLink>
        {may('administer') && <RouterLink to="/status-webhooks">{texts.webhooks.title}</RouterLink>}
        {may('downloadReports') && (
          <Link href={registrationsUrl(search)} download>
            {texts.records.exportFile}
          </Link>
        )}
      </PageHeader>
      {may('administer') && (
        <Toolbar aria-label={texts.records.commands} className={styles.bar}>
          <ToolbarButton
            appearance="primary"
            icon={<ArrowUpload20Regular />}
            onClick={() => setImporting(true)}
          >
            {texts.records.import}
          </ToolbarButton>
        </Toolbar>
      )}
      <div className={styles.filters}>
        <SearchField
          label={texts.records.search}
          placeholder={texts.records.searchHint}
          value={search.search ?? ''}
          onChange={(text) => filter({ search: text })}
        />
        <Select
          aria-label={texts.records.status}
          value={search.status ?? ''}
          onChange={(_, { value }) => {
            const next: RecordSearch = { ...search, page: 0 };
            const status = oneOf(STATUSES, value);
            if (status) next.status = status;
            else delete next.status;
            onSearchChange(next);
          }}
        >
          <option value="">{texts.records.anyStatus}</option>
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {texts.records.statuses[status]}
            </option>
          ))}
        </Select>
        {search.customer !== undefined && (
          <Tag>
            {texts.records.allCustomers(search.customer)}
            <Button
              appearance="transparent"
              size="small"
              aria-label={texts.records.clear}
              icon={<Dismiss16Regular />}
              onClick={() => filter({ customer: '' })}
            />
          </Tag>
        )}
      </div>
      {page.error && <ErrorState error={page.error} onRetry={() => void page.refetch()} />}
      {page.isPending && (
        <div className={styles.table}>
          <LoadingRows rows={10} />
        </div>
      )}
      {page.data && (
        <div className={styles.table}>
          {page.isPlaceholderData && (
            <ProgressBar className={styles.progress} aria-label={texts.loading} />
          )}
          {page.data.items.length > 0 ? (
            <>
              <RecordTable
                records={page.data.items}
                onCustomer={(customer) => filter({ customer })}
              />
              <Pager
                page={page.data}
                onChange={({ page: to, pageSize }) =>
                  onSearchChange(
                    pageSize === undefined
                      ? { ...search, page: to ?? 0 }
                      : { ...search, page: 0, pageSize },
                  )
                }
              />
            </>
          ) : isFiltered(search) ? (
            <EmptyState
              icon={<BoxRegular />}
              title={texts.records.noMatch}
              action={<Button onClick={() => onSearchChange({})}>{texts.records.clear}</Button>}
            >
              {texts.records.noMatchBody}
            </EmptyState>
          ) : (
            <EmptyState icon={<BoxRegular />} title={texts.records.empty}>
              {texts.records.emptyBody}
            </EmptyState>
          )}
        </div>
      )}
      {importing && <ImportDialog onClose={() => setImporting(false)} />}
    </div>
  );
}
