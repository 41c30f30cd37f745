import {
  Button,
  makeStyles,
  Menu,
  MenuItemLink,
  MenuList,
  MenuPopover,
  MenuTrigger,
  ProgressBar,
  Switch,
  tokens,
  Toolbar,
  ToolbarButton,
} from '@fluentui/react-components';
import { ArrowDownload20Regular, ClipboardTextLtrRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AuditCheck, AuditItem } from '../../api/types';
import { ContinuationPager } from '../../components/ContinuationPager';
import { PageHeader } from '../../components/PageHeader';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { Trail } from '../../components/Trail';
import { usePages } from '../../components/usePages';
import { texts } from '../../lib/texts';
import { AuditFilters } from './AuditFilters';
import { AuditTable } from './AuditTable';
import { CheckButton } from './CheckButton';
import { CheckResult } from './CheckResult';
import { EntryDialog } from './EntryDialog';
import { auditQuery, ROWS_PER_PAGE } from './queries';
import { exportUrl, isFiltered, type AuditSearch } from './search';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  bar: { padding: 0, flexWrap: 'wrap' },
  table: {
    position: 'relative',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  progress: { position: 'absolute', top: 0, left: 0, right: 0 },
});

interface AuditPageProps {
  search: AuditSearch;
  onSearchChange: (search: AuditSearch) => void;
}

/** Who did what: found by the server, the newest first. */
export function AuditPage({ search, onSearchChange }: AuditPageProps) {
  const styles = useStyles();
  const [live, setLive] = useState(true);
  const [shown, setShown] = useState<AuditItem>();
  const [found, setFound] = useState<AuditCheck>();
  const pages = usePages(JSON.stringify(search));
  const page = useQuery(auditQuery(search, pages.continuation, live));
  const before = pages.index * ROWS_PER_PAGE;
  return (
    <div className={styles.page}>
      <PageHeader title={texts.audit.title} hint={texts.audit.hint} trail={<Trail />} />
      <Toolbar aria-label={texts.audit.commands} className={styles.bar}>
        <CheckButton onChecked={setFound} />
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <ToolbarButton icon={<ArrowDownload20Regular />}>{texts.audit.export}</ToolbarButton>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              <MenuItemLink href={exportUrl(search, 'csv')} download>
                {texts.audit.csv}
              </MenuItemLink>
              <MenuItemLink href={exportUrl(search, 'ndjson')} download>
                {texts.audit.ndjson}
              </MenuItemLink>
            </MenuList>
          </MenuPopover>
        </Menu>
        <Switch
          label={texts.audit.live}
          checked={live}
          onChange={(_, { checked }) => setLive(checked)}
        />
      </Toolbar>
      {found && <CheckResult found={found} />}
      <AuditFilters search={search} seen={page.data?.items ?? []} onChange={onSearchChange} />
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
              <AuditTable items={page.data.items} onShow={setShown} />
              <ContinuationPager
                pages={pages}
                range={texts.openRange(before + 1, before + page.data.items.length)}
                continuation={page.data.continuation}
              />
            </>
          ) : isFiltered(search) ? (
            <EmptyState
              icon={<ClipboardTextLtrRegular />}
              title={texts.audit.noMatch}
              action={
                <Button onClick={() => onSearchChange({})}>{texts.audit.clearFilters}</Button>
              }
            >
              {texts.audit.noMatchBody}
            </EmptyState>
          ) : (
            <EmptyState icon={<ClipboardTextLtrRegular />} title={texts.audit.empty}>
              {texts.audit.emptyBody}
            </EmptyState>
          )}
        </div>
      )}
      {shown && <EntryDialog entry={shown} onClose={() => setShown(undefined)} />}
    </div>
  );
}
