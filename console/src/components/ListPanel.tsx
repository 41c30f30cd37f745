import { Button } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Panel } from './Panel';
import { ErrorState, LoadingRows } from './States';

interface ListPanelProps<List extends { items: readonly unknown[] }> {
  title: string;
  hint?: ReactNode;
  /** The way to a new one, for those who may. */
  create?: { label: string; onClick: () => void } | false;
  list: UseQueryResult<List>;
  /** What stands there while the list is on its way, about as high as it will be. */
  rows?: number;
  table: (items: List['items']) => ReactNode;
  /** What stands there instead of a table without rows. */
  empty?: ReactNode;
  /** What is to be known of a list that has arrived. */
  notice?: (list: List) => ReactNode;
  /** Dialogs. */
  children?: ReactNode;
}

/** A panel of all there is of one kind, with its empty, loading and error faces. */
export function ListPanel<List extends { items: readonly unknown[] }>(props: ListPanelProps<List>) {
  const { title, hint, create, list, rows = 3, table, empty, notice, children } = props;
  return (
    <Panel
      flush
      title={title}
      hint={hint}
      actions={
        create && (
          <Button icon={<Add20Regular />} onClick={create.onClick}>
            {create.label}
          </Button>
        )
      }
    >
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <LoadingRows rows={rows} />}
      {list.data && notice?.(list.data)}
      {list.data && (list.data.items.length === 0 && empty ? empty : table(list.data.items))}
      {children}
    </Panel>
  );
}
