import { makeStyles, SearchBox, tokens, Toolbar, ToolbarButton } from '@fluentui/react-components';
import { Add20Regular, OptionsRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../api/session';
import { PageHeader } from '../../components/PageHeader';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { Trail } from '../../components/Trail';
import { texts } from '../../lib/texts';
import { ConfigurationDialog } from './ConfigurationDialog';
import { ConfigurationTable } from './ConfigurationTable';
import { EMPTY } from './draft';
import { configurationsQuery } from './queries';
import { shown, type ConfigurationSearch } from './search';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  bar: { padding: 0, flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  search: { flex: '1 1 220px', maxWidth: '360px' },
  table: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
});

const words = texts.configurations;

interface ConfigurationsPageProps {
  search: ConfigurationSearch;
  onSearchChange: (change: ConfigurationSearch) => void;
  onOpen: (id: string) => void;
}

/** All configurations with how far each has come, and the way to a new one. */
export function ConfigurationsPage({ search, onSearchChange, onOpen }: ConfigurationsPageProps) {
  const styles = useStyles();
  const may = useMay();
  const configurations = useQuery(configurationsQuery);
  const [creating, setCreating] = useState(false);
  const all = configurations.data?.items;
  const found = all && shown(all, search);
  return (
    <div className={styles.page}>
      <PageHeader title={words.title} hint={words.hint} trail={<Trail />} />
      <Toolbar aria-label={words.commands} className={styles.bar}>
        {may('manageUpdates') && (
          <ToolbarButton
            appearance="primary"
            icon={<Add20Regular />}
            onClick={() => setCreating(true)}
          >
            {words.create}
          </ToolbarButton>
        )}
        <SearchBox
          className={styles.search}
          aria-label={words.search}
          placeholder={words.searchPlaceholder}
          value={search.search ?? ''}
          onChange={(_, { value }) => onSearchChange({ ...search, search: value })}
        />
      </Toolbar>
      {configurations.error && (
        <ErrorState error={configurations.error} onRetry={() => void configurations.refetch()} />
      )}
      {configurations.isPending && (
        <div className={styles.table}>
          <LoadingRows />
        </div>
      )}
      {found && (
        <div className={styles.table}>
          {found.length > 0 ? (
            <ConfigurationTable
              configurations={found}
              search={search}
              onSearchChange={onSearchChange}
            />
          ) : all.length > 0 ? (
            <EmptyState icon={<OptionsRegular />} title={words.noMatch}>
              {words.noMatchBody}
            </EmptyState>
          ) : (
            <EmptyState icon={<OptionsRegular />} title={words.empty}>
              {words.emptyBody}
            </EmptyState>
          )}
        </div>
      )}
      {creating && (
        <ConfigurationDialog
          draft={EMPTY}
          taken={all?.map(({ id }) => id) ?? []}
          onSaved={onOpen}
          onClose={() => setCreating(false)}
        />
      )}
    </div>
  );
}
