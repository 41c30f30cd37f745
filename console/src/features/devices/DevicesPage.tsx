import { Button, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { DeveloperBoardRegular, DeveloperBoardSearchRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import type { RowSelectionState } from '@tanstack/react-table';
import { useCallback, useEffect, useState, type ComponentProps } from 'react';
import { isProblem } from '../../api/problem';
import { PageHeader } from '../../components/PageHeader';
import { Pager } from '../../components/Pager';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { Trail } from '../../components/Trail';
import { texts } from '../../lib/texts';
import { chosenOnes } from './bulk/chosen';
import { SelectionBar } from './bulk/SelectionBar';
import { isTwinPath } from './columns/chosen';
import { ColumnsButton } from './columns/ColumnsButton';
import { twinValuesQuery } from './columns/queries';
import { DeviceCommands } from './DeviceCommands';
import { DeviceFilters } from './DeviceFilters';
import { DeviceTable } from './DeviceTable';
import { useMatching, wholeCondition } from './matching';
import { MatchingPager } from './MatchingPager';
import { devicePageQuery } from './queries';
import { isFiltered, toQuery, type DeviceSearch } from './search';
import { ViewsMenu } from './views/ViewsMenu';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  table: {
    position: 'relative',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  progress: { position: 'absolute', top: 0, left: 0, right: 0 },
});

interface DevicesPageProps {
  search: DeviceSearch;
  onSearchChange: (search: DeviceSearch) => void;
  newJob: ComponentProps<typeof DeviceCommands>['newJob'];
}

/** All devices: found, filtered, sorted and paged by the server. */
export function DevicesPage({ search, onSearchChange, newJob }: DevicesPageProps) {
  const styles = useStyles();
  const [selection, setSelection] = useState<RowSelectionState>({});
  // The condition whose devices are all chosen, on whatever page they are.
  const [everythingOf, setEverythingOf] = useState<string>();
  const byCondition = search.condition !== undefined;
  const paged = useQuery({ ...devicePageQuery(toQuery(search)), enabled: !byCondition });
  const matching = useMatching(search);
  const devices = byCondition ? matching.page : paged;
  const page = byCondition ? undefined : paged.data;
  const items = devices.data?.items;
  const values = useQuery(
    twinValuesQuery(items?.map((d) => d.deviceId) ?? [], (search.columns ?? []).filter(isTwinPath)),
  );
  const shown = items && (items.length > 0 || (byCondition && matching.pages.index > 0));
  const wrong = byCondition && isProblem(devices.error, 400);
  // Only what is on the page can be acted on; what left it is not chosen any more.
  const selected = items?.map((d) => d.deviceId).filter((id) => selection[id]) ?? [];
  const total = byCondition ? matching.total : page?.total;
  const asked = wholeCondition(search);
  const everything = everythingOf === asked && total !== undefined;
  const everyShown = Object.fromEntries(items?.map((d) => [d.deviceId, true] as const) ?? []);
  const chosen = everything
    ? { condition: asked, count: total }
    : selected.length > 0
      ? chosenOnes(selected)
      : undefined;
  const select = (next: RowSelectionState) => {
    setSelection(next);
    setEverythingOf(undefined);
  };

  const change = useCallback(
    (next: DeviceSearch) => onSearchChange({ ...search, page: undefined, ...next }),
    [search, onSearchChange],
  );
  const clear = () =>
    onSearchChange({ sort: search.sort, order: search.order, columns: search.columns });

  useEffect(() => {
    // The last page emptied under us, by deletions or by a filter.
    if (page?.items.length === 0 && page.page > 0) change({ page: 0 });
  }, [page, change]);

  return (
    <div className={styles.page}>
      <PageHeader title={texts.devices.title} trail={<Trail />} />
      <DeviceCommands chosen={chosen} newJob={newJob} onDone={() => select({})} />
      <DeviceFilters search={search} onChange={change}>
        <ColumnsButton search={search} onChange={change} />
        <ViewsMenu search={search} onSearchChange={onSearchChange} />
      </DeviceFilters>
      {wrong && (
        <EmptyState icon={<DeveloperBoardSearchRegular />} title={texts.filter.wrong}>
          {texts.filter.wrongBody}
        </EmptyState>
      )}
      {devices.error && !wrong && (
        <ErrorState error={devices.error} onRetry={() => void devices.refetch()} />
      )}
      {devices.isPending && (
        <div className={styles.table}>
          <LoadingRows rows={10} />
        </div>
      )}
      {items && (
        <div className={styles.table}>
          {devices.isPlaceholderData && (
            <ProgressBar className={styles.progress} aria-label={texts.loading} />
          )}
          {shown ? (
            <>
              {total !== undefined &&
                total > items.length &&
                (everything || selected.length === items.length) && (
                  <SelectionBar
                    shown={items.length}
                    total={total}
                    everything={everything}
                    onEverything={() => setEverythingOf(asked)}
                    onClear={() => select({})}
                  />
                )}
              <DeviceTable
                devices={items}
                values={values.data}
                search={search}
                selection={everything ? everyShown : selection}
                onSelectionChange={select}
                onSearchChange={change}
              />
              {page && <Pager page={page} onChange={change} />}
              {byCondition && <MatchingPager matching={matching} />}
            </>
          ) : isFiltered(search) ? (
            <EmptyState
              icon={<DeveloperBoardSearchRegular />}
              title={texts.devices.noMatch}
              action={<Button onClick={clear}>{texts.devices.clearFilters}</Button>}
            >
              {texts.devices.noMatchBody}
            </EmptyState>
          ) : (
            <EmptyState icon={<DeveloperBoardRegular />} title={texts.devices.empty}>
              {texts.devices.emptyBody}
            </EmptyState>
          )}
        </div>
      )}
    </div>
  );
}
