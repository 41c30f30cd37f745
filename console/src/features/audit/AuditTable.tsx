import {
  Link,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
} from '@fluentui/react-components';
import type { AuditItem } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { useCellStyles } from '../../components/useCellStyles';
import { texts } from '../../lib/texts';
import { absoluteTime } from '../../lib/time';
import { OutcomeBadge } from './OutcomeBadge';

interface AuditTableProps {
  items: readonly AuditItem[];
  onShow: (item: AuditItem) => void;
}

/** Entries, each with a way to all that it says. */
export function AuditTable({ items, onShow }: AuditTableProps) {
  const cells = useCellStyles();
  const medium = mergeClasses(cells.cell, cells.medium);
  const wide = mergeClasses(cells.cell, cells.wide);
  return (
    <Table size="small" aria-label={texts.audit.table}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={cells.first}>{texts.audit.at}</HeaderCell>
          <HeaderCell>{texts.audit.who}</HeaderCell>
          <HeaderCell>{texts.audit.action}</HeaderCell>
          <HeaderCell className={cells.medium}>{texts.audit.target}</HeaderCell>
          <HeaderCell className={cells.medium}>{texts.audit.outcome}</HeaderCell>
          <HeaderCell className={cells.wide}>{texts.audit.address}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {items.map((item) => (
          <TableRow key={item.seq}>
            <TableCell className={mergeClasses(cells.cell, cells.first)}>
              <Link
                as="button"
                aria-label={texts.audit.show(item.seq)}
                onClick={() => onShow(item)}
              >
                <time dateTime={item.at}>{absoluteTime(item.at)}</time>
              </Link>
            </TableCell>
            <TableCell className={cells.cell} title={item.who}>
              {item.who || texts.audit.stranger}
            </TableCell>
            <TableCell className={cells.cell} title={item.action}>
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
