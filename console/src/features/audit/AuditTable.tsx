import {
  Link,
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import type { AuditItem } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { texts } from '../../lib/texts';
import { absoluteTime } from '../../lib/time';
import { OutcomeBadge } from './OutcomeBadge';

const useStyles = makeStyles({
  cell: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  first: { paddingLeft: tokens.spacingHorizontalL },
  wide: { '@media (max-width: 1000px)': { display: 'none' } },
  medium: { '@media (max-width: 700px)': { display: 'none' } },
});

interface AuditTableProps {
  items: readonly AuditItem[];
  onShow: (item: AuditItem) => void;
}

/** Entries, each with a way to all that it says. */
export function AuditTable({ items, onShow }: AuditTableProps) {
  const styles = useStyles();
  const medium = mergeClasses(styles.cell, styles.medium);
  const wide = mergeClasses(styles.cell, styles.wide);
  return (
    <Table size="small" aria-label={texts.audit.table}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={styles.first}>{texts.audit.at}</HeaderCell>
          <HeaderCell>{texts.audit.who}</HeaderCell>
          <HeaderCell>{texts.audit.action}</HeaderCell>
          <HeaderCell className={styles.medium}>{texts.audit.target}</HeaderCell>
          <HeaderCell className={styles.medium}>{texts.audit.outcome}</HeaderCell>
          <HeaderCell className={styles.wide}>{texts.audit.address}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {items.map((item) => (
          <TableRow key={item.seq}>
            <TableCell className={mergeClasses(styles.cell, styles.first)}>
              <Link
                as="button"
                aria-label={texts.audit.show(item.seq)}
                onClick={() => onShow(item)}
              >
                <time dateTime={item.at}>{absoluteTime(item.at)}</time>
              </Link>
            </TableCell>
            <TableCell className={styles.cell} title={item.who}>
              {item.who || texts.audit.stranger}
            </TableCell>
            <TableCell className={styles.cell} title={item.action}>
              {item.action}
            </TableCell>
            <TableCell className={medium} title={item.target}>
              {item.target || texts.none}
            </TableCell>
            <TableCell className={medium}>
              <OutcomeBadge outcome={item.outcome} />
            </TableCell>
            <TableCell className={wide}>{item.address || texts.none}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
