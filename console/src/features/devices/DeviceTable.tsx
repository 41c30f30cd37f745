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
import type { DeviceSummary } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { texts } from '../../lib/texts';
import { columns } from './columns';
import type { DeviceSearch, Sort } from './search';

const useStyles = makeStyles({
  scroll: { overflowX: 'auto' },
  table: { minWidth: '440px', '@media (max-width: 500px)': { minWidth: 0 } },
  row: { height: '36px' },
  cell: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  wide: { '@media (max-width: 1000px)': { display: 'none' } },
  medium: { '@media (max-width: 700px)': { display: 'none' } },
  narrow: { '@media (max-width: 500px)': { display: 'none' } },
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
  search: DeviceSearch;
  selection: RowSelectionState;
  onSelectionChange: (selection: RowSelectionState) => void;
  onSearchChange: (change: DeviceSearch) => void;
}

/** The device table. Order and page are the server's; only the selection is its own. */
export function DeviceTable(props: DeviceTableProps) {
  const styles = useStyles();
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
      <Table size="small" sortable aria-label={texts.devices.table} className={styles.table}>
        <TableHeader>
          {table.getHeaderGroups().map((group) => (
            <TableRow key={group.id} className={styles.row}>
              <TableSelectionCell
                checked={table.getIsAllRowsSelected() ? true : some ? 'mixed' : false}
                checkboxIndicator={{ 'aria-label': texts.devices.selectAll }}
                onClick={() => table.toggleAllRowsSelected()}
              />
              {group.headers.map(({ id, column, getContext }) => {
                const hidden = HIDDEN_WHEN[id];
                return (
                  <HeaderCell
                    key={id}
                    sortable={column.getCanSort()}
                    sortDirection={
                      id === sort ? (order === 'asc' ? 'ascending' : 'descending') : undefined
                    }
                    className={hidden && styles[hidden]}
                    onClick={column.getCanSort() ? () => sortBy(id as Sort) : undefined}
                  >
                    {flexRender(column.columnDef.header, getContext())}
                  </HeaderCell>
                );
              })}
            </TableRow>
          ))}
        </TableHeader>
        <TableBody>
          {table.getRowModel().rows.map((row) => (
            <TableRow
              key={row.id}
              className={styles.row}
              appearance={row.getIsSelected() ? 'brand' : 'none'}
            >
              <TableSelectionCell
                checked={row.getIsSelected()}
                checkboxIndicator={{ 'aria-label': texts.devices.select(row.id) }}
                onClick={() => row.toggleSelected()}
              />
              {row.getVisibleCells().map((cell) => {
                const hidden = HIDDEN_WHEN[cell.column.id];
                return (
                  <TableCell
                    key={cell.id}
                    className={mergeClasses(styles.cell, hidden && styles[hidden])}
                  >
                    {flexRender(cell.column.columnDef.cell, cell.getContext())}
                  </TableCell>
                );
              })}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
