import {
  Button,
  Field,
  makeStyles,
  Select,
  Tab,
  TabList,
  tokens,
} from '@fluentui/react-components';
import { AlertRegular, AlertOnRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '../../api/session';
import { ContinuationPager } from '../../components/ContinuationPager';
import { PageHeader } from '../../components/PageHeader';
import { RouterButton } from '../../components/RouterLink';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { Trail } from '../../components/Trail';
import { usePages } from '../../components/usePages';
import { texts } from '../../lib/texts';
import { AlertTable } from './AlertTable';
import { alertRulesQuery, alertsQuery, ROWS_PER_PAGE } from './queries';
import { isFiltered, SEVERITIES, STATES, type AlertSearch } from './search';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'end',
    gap: tokens.spacingHorizontalM,
  },
  tabs: { flex: '1 1 300px', marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})` },
  table: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
});

interface AlertsPageProps {
  search: AlertSearch;
  onSearchChange: (search: AlertSearch) => void;
}

/** What is wrong, and who sees to it. */
export function AlertsPage({ search, onSearchChange }: AlertsPageProps) {
  const styles = useStyles();
  const may = useMay();
  const pages = usePages(JSON.stringify(search));
  const page = useQuery(alertsQuery(search, pages.continuation));
  const rules = useQuery(alertRulesQuery);
  const set = (change: Partial<AlertSearch>) => onSearchChange({ ...search, ...change });
  const state = search.state ?? 'open';
  const before = pages.index * ROWS_PER_PAGE;
  return (
    <div className={styles.page}>
      <PageHeader title={texts.alerts.title} hint={texts.alerts.hint} trail={<Trail />}>
        <RouterButton to="/alert-rules" look="subtle">
          {may('administer') ? texts.alerts.settings : texts.alerts.rules}
        </RouterButton>
      </PageHeader>
      <div className={styles.bar}>
        <TabList
          className={styles.tabs}
          selectedValue={state}
          onTabSelect={(_, { value }) => set({ state: STATES.find((known) => known === value) })}
        >
          {STATES.map((known) => (
            <Tab key={known} value={known}>
              {texts.alerts.states[known]}
            </Tab>
          ))}
        </TabList>
        <Field label={texts.alerts.severity}>
          <Select
            value={search.severity ?? ''}
            onChange={(_, { value }) =>
              set({ severity: SEVERITIES.find((known) => known === value) })
            }
          >
            <option value="">{texts.alerts.anySeverity}</option>
            {SEVERITIES.map((severity) => (
              <option key={severity} value={severity}>
                {texts.alerts.severities[severity]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={texts.alerts.rule}>
          <Select
            value={search.rule ?? ''}
            onChange={(_, { value }) => set({ rule: value || undefined })}
          >
            <option value="">{texts.alerts.anyRule}</option>
            {rules.data?.items.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        </Field>
      </div>
      {page.error && <ErrorState error={page.error} onRetry={() => void page.refetch()} />}
      {page.isPending && (
        <div className={styles.table}>
          <LoadingRows />
        </div>
      )}
      {page.data && (
        <div className={styles.table}>
          {page.data.items.length > 0 ? (
            <>
              <AlertTable alerts={page.data.items} />
              <ContinuationPager
                pages={pages}
                range={texts.openRange(before + 1, before + page.data.items.length)}
                continuation={page.data.continuation}
              />
            </>
          ) : isFiltered(search) ? (
            <EmptyState
              icon={<AlertRegular />}
              title={texts.alerts.noMatch}
              action={
                <Button onClick={() => onSearchChange(search.state ? { state: search.state } : {})}>
                  {texts.alerts.clearFilters}
                </Button>
              }
            >
              {texts.alerts.noMatchBody}
            </EmptyState>
          ) : rules.data?.items.length === 0 ? (
            <EmptyState icon={<AlertOnRegular />} title={texts.alerts.noRules}>
              {texts.alerts.noRulesBody}
            </EmptyState>
          ) : (
            <EmptyState icon={<AlertRegular />} title={texts.alerts.empty[state]} />
          )}
        </div>
      )}
    </div>
  );
}
