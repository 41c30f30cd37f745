import {
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { HeaderCell } from '../../components/HeaderCell';
import { RouterLink } from '../../components/RouterLink';
import { cellText } from '../../lib/format';
import { isObject } from '../../lib/json';
import { texts } from '../../lib/texts';
import { columnsOf } from './columns';

const useStyles = makeStyles({
  scroll: { overflowX: 'auto' },
  // Fluent's tables share out their width; these have as many columns as the query says.
  table: { tableLayout: 'auto' },
  cell: {
    maxWidth: '320px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    ':first-child': { paddingLeft: tokens.spacingHorizontalL },
  },
});

/** Results with a column for each name; a device's id leads to the device. */
export function ResultTable({ items }: { items: readonly unknown[] }) {
  const styles = useStyles();
  const columns = columnsOf(items);
  return (
    // A region that scrolls has to be reachable from the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={texts.query.table}>
      <Table size="small" aria-label={texts.query.results} className={styles.table}>
        <TableHeader>
          <TableRow>
            {columns.map((column) => (
              <HeaderCell key={column} className={styles.cell}>
                {column}
              </HeaderCell>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {items.map((item, at) => (
            <TableRow key={at}>
              {columns.map((column) => {
                const value = isObject(item) ? item[column] : undefined;
                const text = cellText(value);
                return (
                  <TableCell key={column} className={styles.cell} title={text}>
                    {column === 'deviceId' && typeof value === 'string' ? (
                      <RouterLink to="/devices/$deviceId" params={{ deviceId: value }}>
                        {value}
                      </RouterLink>
                    ) : (
                      text
                    )}
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
