import { makeStyles, tokens, Toolbar, ToolbarButton } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState, type ReactElement, type ReactNode } from 'react';
import { PageHeader } from './PageHeader';
import { EmptyState, ErrorState, LoadingRows } from './States';
import { Trail } from './Trail';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  bar: { padding: 0 },
  table: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
});

interface ListPageProps<Item> {
  title: string;
  hint: string;
  /** The way back to the page above, where there is one but the overview. */
  above?: ReactNode;
  /** The way to a new one, for those who may. */
  create?:
    | {
        bar: string;
        label: string;
        /** Whether it stands open from the begin. */
        open?: boolean;
        dialog: (onClose: () => void) => ReactNode;
      }
    | false;
  list: UseQueryResult<{ items: Item[] }>;
  table: (items: Item[]) => ReactNode;
  /** What stands there instead of a table without rows. */
  empty?: { icon: ReactElement; title: string; body: string };
  /** What stands below the table. */
  children?: ReactNode;
}

/** A page of all there is of one kind, with its empty, loading and error faces. */
export function ListPage<Item>(props: ListPageProps<Item>) {
  const { title, hint, above, create, list, table, empty, children } = props;
  const styles = useStyles();
  const [creating, setCreating] = useState(create ? (create.open ?? false) : false);
  return (
    <div className={styles.page}>
      <PageHeader title={title} hint={hint} trail={<Trail links={above ? [above] : []} />} />
      {create && (
        <Toolbar aria-label={create.bar} className={styles.bar}>
          <ToolbarButton
            appearance="primary"
            icon={<Add20Regular />}
            onClick={() => setCreating(true)}
          >
            {create.label}
          </ToolbarButton>
        </Toolbar>
      )}
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {(list.isPending || list.data) && (
        <div className={styles.table}>
          {!list.data ? (
            <LoadingRows />
          ) : list.data.items.length === 0 && empty ? (
            <EmptyState icon={empty.icon} title={empty.title}>
              {empty.body}
            </EmptyState>
          ) : (
            table(list.data.items)
          )}
        </div>
      )}
      {children}
      {create && creating && create.dialog(() => setCreating(false))}
    </div>
  );
}
