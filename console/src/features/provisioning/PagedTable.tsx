import { makeStyles, tokens } from '@fluentui/react-components';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ContinuationPager } from '../../components/ContinuationPager';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import type { Pages } from '../../components/usePages';
import { texts } from '../../lib/texts';
import { PER_PAGE } from './queries';
import type { Listed, ProvisioningSearch } from './search';

const words = texts.provisioning;

const useStyles = makeStyles({
  table: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
});

interface PagedTableProps<Item> {
  tab: Listed;
  search: ProvisioningSearch;
  icon: ReactNode;
  list: UseQueryResult<{ items: Item[]; next: string | null }>;
  pages: Pages;
  table: (items: Item[]) => ReactNode;
}

/** A list that the server pages by continuation, with its empty, loading and error faces. */
export function PagedTable<Item>(props: PagedTableProps<Item>) {
  const { tab, search, list, pages } = props;
  const styles = useStyles();
  const page = list.data;
  const before = pages.index * PER_PAGE;
  const filtered = (search.search ?? search.status ?? search.group) !== undefined;
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <div className={styles.table}>
      {!page ? (
        <LoadingRows />
      ) : page.items.length > 0 ? (
        props.table(page.items)
      ) : (
        <EmptyState icon={props.icon} title={filtered ? words.noMatch : words.empty[tab]}>
          {filtered ? words.noMatchBody : words.emptyBody[tab]}
        </EmptyState>
      )}
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
    </div>
  );
}
