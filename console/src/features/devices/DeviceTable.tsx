import {
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  TableSelectionCell,
} from '@fluentui/react-components';
import {
  flexRender,
  getCoreRowModel,
  useReactTable,
  type RowSelectionState,
} from '@tanstack/react-table';
import { useMemo, useRef } from 'react';
import type { DeviceSummary } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { useCellStyles } from '../../components/useCellStyles';
import { useVisibleRows } from '../../components/useVisibleRows';
import { texts } from '../../lib/texts';
import { columnsOf } from './columns/columns';
import type { TwinValues } from './columns/queries';
import type { DeviceSearch, Sort } from './search';

const ROW_HEIGHT = 36;

const useStyles = makeStyles({
  scroll: { overflowX: 'auto' },
  table: { minWidth: '440px', '@media (max-width: 500px)': { minWidth: 0 } },
  // As wide as what was chosen needs; the table scrolls within its frame.
  chosen: { tableLayout: 'auto', width: 'max-content', minWidth: '100%' },
  chosenCell: { maxWidth: '280px' },
  row: { height: `${ROW_HEIGHT}px` },
  gap: { padding: 0, border: 0 },
});

// What a narrow screen can do without; the device's own page has it.
const HIDDEN_WHEN: Record<string, 'wide' | 'medium' | 'narrow' | undefined> = {
  location: 'wide',
  model: 'wide',
  firmware: 'medium',
  status: 'medium',
  lastActivityTime: 'narrow',
};

interface DeviceTableProps {
  devices: DeviceSummary[];
  /** Of the twins' properties that are columns. */
  values: TwinValues | undefined;
  search: DeviceSearch;
  selection: RowSelectionState;
  onSelectionChange: (selection: RowSelectionState) => void;
  onSearchChange: (change: DeviceSearch) => void;
}

/** The device table. Order and page are the server's; only the selection is its own. Of many rows those in view are drawn. */
export function DeviceTable(props: DeviceTableProps) {
  const cells = useCellStyles();
  const styles = useStyles();
  const { values } = props;
  const chosen = props.search.columns;
  const columns = useMemo(() => columnsOf(chosen, values), [chosen, values]);
  // What somebody chose is shown on a narrow screen too.
  const hiddenWhen = (id: string) => {
    const hidden = chosen ? undefined : HIDDEN_WHEN[id];
    return hidden && cells[hidden];
  };
  // eslint-disable-next-line react-hooks/incompatible-library -- the table instance is not memoized over
  const table = useReactTable({
    data: props.devices,
    columns,
    getCoreRowModel: getCoreRowModel(),
    getRowId: (device) => device.deviceId,
    manualSorting: true,
    state: { rowSelection: props.selection },
    onRowSelectionChange: (change) =>
      props.onSelectionChange(typeof change === 'function' ? change(props.selection) : change),
  });
  const body = useRef<HTMLTableSectionElement>(null);
  const { rows } = table.getRowModel();
  const { first, last } = useVisibleRows(body, rows.length, ROW_HEIGHT);
  const sort = props.search.sort ?? 'deviceId';
  const order = props.search.order ?? 'asc';
  const some = table.getIsSomeRowsSelected();

  const sortBy = (column: Sort) =>
    props.onSearchChange({
      sort: column,
      order: column === sort && order === 'asc' ? 'desc' : 'asc',
    });

  return (
    <div className={styles.scroll}>
      <Table
        size="small"
        sortable
        aria-label={texts.devices.table}
        aria-rowcount={rows.length + 1}
        className={mergeClasses(styles.table, chosen && styles.chosen)}
      >
        <TableHeader>
          {table.getHeaderGroups().map((group) => (
            <TableRow key={group.id} className={styles.row} aria-rowindex={1}>
              <TableSelectionCell
                checked={table.getIsAllRowsSelected() ? true : some ? 'mixed' : false}
                checkboxIndicator={{ 'aria-label': texts.devices.selectAll }}
                onClick={() => table.toggleAllRowsSelected()}
              />
              {group.headers.map(({ id, column, getContext }) => {
                return (
                  <HeaderCell
                    key={id}
                    sortable={column.getCanSort()}
                    sortDirection={
                      id === sort ? (order === 'asc' ? 'ascending' : 'descending') : undefined
                    }
                    className={hiddenWhen(id)}
                    onClick={column.getCanSort() ? () => sortBy(id as Sort) : undefined}
                  >
                    {flexRender(column.columnDef.header, getContext())}
                  </HeaderCell>
                );
              })}
            </TableRow>
          ))}
        </TableHeader>
        <TableBody ref={body}>
          <Gap rows={first} />
          {rows.slice(first, last).map((row, at) => (
            <TableRow
              key={row.id}
              aria-rowindex={first + at + 2}
              className={styles.row}
              appearance={row.getIsSelected() ? 'brand' : 'none'}
            >
              <TableSelectionCell
                checked={row.getIsSelected()}
                checkboxIndicator={{ 'aria-label': texts.devices.select(row.id) }}
                onClick={() => row.toggleSelected()}
              />
              {row.getVisibleCells().map((cell) => {
                return (
                  <TableCell
                    key={cell.id}
                    className={mergeClasses(
                      cells.cell,
                      chosen && styles.chosenCell,
                      hiddenWhen(cell.column.id),
                    )}
                  >
                    {flexRender(cell.column.columnDef.cell, cell.getContext())}
                  </TableCell>
                );
              })}
            </TableRow>
          ))}
          <Gap rows={rows.length - Math.min(last, rows.length)} />
        </TableBody>
      </Table>
    </div>
  );
}

/** The room of rows that are not drawn. */
function Gap({ rows }: { rows: number }) {
  const styles = useStyles();
  if (rows === 0) return null;
  return (
    <tr aria-hidden>
      <td className={styles.gap} style={{ height: rows * ROW_HEIGHT }} />
    </tr>
  );
}
