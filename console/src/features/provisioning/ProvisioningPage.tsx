import {
  Button,
  Caption1,
  makeStyles,
  Select,
  Tab,
  TabList,
  tokens,
  Toolbar,
  ToolbarButton,
} from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { authoritiesOfProvisioning } from '../../api/authorities';
import { useMay } from '../../api/session';
import { Certificates } from '../../components/certificates/Certificates';
import { CopyButton } from '../../components/CopyButton';
import { PageHeader } from '../../components/PageHeader';
import { SearchField } from '../../components/SearchField';
import { Trail } from '../../components/Trail';
import { texts } from '../../lib/texts';
import { EnrollmentDialog } from './EnrollmentDialog';
import { Enrollments } from './Enrollments';
import { LinkedHubs } from './LinkedHubs';
import { provisioningQuery } from './queries';
import { Registrations } from './Registrations';
import { STATUSES, TABS, type Kind, type ProvisioningSearch } from './search';

const words = texts.provisioning;

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  scope: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  tabs: { flexWrap: 'wrap', marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})` },
  bar: { padding: 0 },
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
  },
});

interface ProvisioningPageProps {
  search: ProvisioningSearch;
  onSearchChange: (search: ProvisioningSearch) => void;
}

/** Who may come, and who came. */
export function ProvisioningPage({ search, onSearchChange }: ProvisioningPageProps) {
  const styles = useStyles();
  const info = useQuery(provisioningQuery);
  const may = useMay();
  const tabs = TABS.filter((name) => name !== 'authorities' || may('administer'));
  const tab = tabs.find((name) => name === search.tab) ?? 'groups';
  return (
    <div className={styles.page}>
      <PageHeader title={words.title} hint={words.hint} trail={<Trail />} />
      {info.data && (
        <div className={styles.scope}>
          <Caption1>
            {words.idScope} <strong>{info.data.idScope}</strong> · {words.host} {info.data.host}
          </Caption1>
          <CopyButton text={info.data.idScope} />
        </div>
      )}
      <TabList
        className={styles.tabs}
        aria-label={words.tabs}
        selectedValue={tab}
        onTabSelect={(_, { value }) => onSearchChange({ tab: TABS.find((one) => one === value) })}
      >
        {tabs.map((name) => (
          <Tab key={name} value={name} id={`tab-${name}`} aria-controls="tab-panel">
            {words.tabNames[name]}
          </Tab>
        ))}
      </TabList>
      <div
        key={tab}
        role="tabpanel"
        id="tab-panel"
        aria-labelledby={`tab-${tab}`}
        className={styles.page}
      >
        {tab === 'authorities' ? (
          <Certificates of={authoritiesOfProvisioning} hint={words.authoritiesHint} />
        ) : tab === 'hubs' ? (
          <LinkedHubs />
        ) : (
          <>
            {tab !== 'registrations' && <Commands kind={tab} />}
            <Filters search={search} onChange={onSearchChange} />
            {tab === 'registrations' ? (
              <Registrations search={search} />
            ) : (
              <Enrollments
                kind={tab}
                search={search}
                onRegistrations={(group) => onSearchChange({ tab: 'registrations', group })}
              />
            )}
          </>
        )}
      </div>
    </div>
  );
}

function Commands({ kind }: { kind: Kind }) {
  const styles = useStyles();
  const may = useMay();
  const [creating, setCreating] = useState(false);
  if (!may('administer')) return null;
  return (
    <>
      <Toolbar aria-label={words.commands} className={styles.bar}>
        <ToolbarButton
          appearance="primary"
          icon={<Add20Regular />}
          onClick={() => setCreating(true)}
        >
          {words.create[kind]}
        </ToolbarButton>
      </Toolbar>
      {creating && <EnrollmentDialog kind={kind} onClose={() => setCreating(false)} />}
    </>
  );
}

interface FiltersProps {
  search: ProvisioningSearch;
  onChange: (search: ProvisioningSearch) => void;
}

function Filters({ search, onChange }: FiltersProps) {
  const styles = useStyles();
  const { tab, group, status } = search;
  return (
    <div role="search" aria-label={words.filters} className={styles.filters}>
      <SearchField
        label={words.search}
        placeholder={words.searchPlaceholder}
        value={search.search ?? ''}
        onChange={(text) => onChange({ ...search, search: text })}
      />
      {tab !== 'registrations' && (
        <Select
          aria-label={words.status}
          value={status ?? ''}
          onChange={(_, { value }) =>
            onChange({ ...search, status: STATUSES.find((one) => one === value) })
          }
        >
          <option value="">{words.anyStatus}</option>
          {STATUSES.map((one) => (
            <option key={one} value={one}>
              {texts.devices.statuses[one]}
            </option>
          ))}
        </Select>
      )}
      {group && <Caption1>{words.onlyGroup(group)}</Caption1>}
      {(search.search ?? status ?? group) !== undefined && (
        <Button appearance="subtle" onClick={() => onChange({ tab })}>
          {words.clearFilters}
        </Button>
      )}
    </div>
  );
}
