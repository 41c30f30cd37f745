import {
  Badge,
  Link,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
} from '@fluentui/react-components';
import { hubInUrl } from '../../api/hubs';
import { useMay } from '../../api/session';
import type { ManufacturingRecord } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { RouterLink } from '../../components/RouterLink';
import { useCellStyles } from '../../components/useCellStyles';
import { texts } from '../../lib/texts';
import { RecordActions } from './RecordActions';

interface RecordTableProps {
  records: readonly ManufacturingRecord[];
  onCustomer: (customer: string) => void;
}

export function RecordTable({ records, onCustomer }: RecordTableProps) {
  const styles = useCellStyles();
  const may = useMay();
  const medium = mergeClasses(styles.cell, styles.medium);
  const wide = mergeClasses(styles.cell, styles.wide);
  return (
    <Table size="small" aria-label={texts.records.table}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={styles.first}>{texts.records.serial}</HeaderCell>
          <HeaderCell className={styles.medium}>{texts.records.model}</HeaderCell>
          <HeaderCell className={styles.wide}>{texts.records.mac}</HeaderCell>
          <HeaderCell>{texts.records.customer}</HeaderCell>
          <HeaderCell className={styles.wide}>{texts.records.order}</HeaderCell>
          <HeaderCell className={styles.medium}>{texts.records.soldTo}</HeaderCell>
          <HeaderCell>{texts.records.status}</HeaderCell>
          <HeaderCell className={styles.wide}>{texts.records.firmware}</HeaderCell>
          {may('administer') && (
            <HeaderCell className={styles.last}>{texts.records.actionsColumn}</HeaderCell>
          )}
        </TableRow>
      </TableHeader>
      <TableBody>
        {records.map((record) => (
          <TableRow key={record.serial}>
            <TableCell className={mergeClasses(styles.cell, styles.first)} title={record.serial}>
              {record.status === 'enrolled' || record.status === 'active' ? (
                <RouterLink
                  to="/devices/$deviceId"
                  params={{ deviceId: record.serial }}
                  search={hubInUrl(record.registration?.hub)}
                >
                  {record.serial}
                </RouterLink>
              ) : (
                record.serial
              )}
            </TableCell>
            <TableCell className={medium}>{record.model ?? texts.none}</TableCell>
            <TableCell className={wide}>{record.mac ?? texts.none}</TableCell>
            <TableCell className={styles.cell}>
              {record.customer === null ? (
                texts.none
              ) : (
                <Link onClick={() => onCustomer(record.customer ?? '')}>{record.customer}</Link>
              )}
            </TableCell>
            <TableCell className={wide}>{record.order ?? texts.none}</TableCell>
            <TableCell className={medium}>{record.soldTo ?? texts.none}</TableCell>
            <TableCell className={styles.cell}>
              <Standing record={record} />
            </TableCell>
            <TableCell className={wide}>{record.registration?.firmware ?? texts.none}</TableCell>
            {may('administer') && (
              <TableCell className={styles.last}>
                <RecordActions record={record} />
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

const COLOURS = {
  waiting: 'informative',
  enrolled: 'warning',
  active: 'brand',
  gone: 'danger',
} as const;

function Standing({ record }: { record: ManufacturingRecord }) {
  const online = record.registration?.online === true;
  return (
    <Badge appearance="tint" color={online ? 'success' : COLOURS[record.status]}>
      {online ? texts.records.online : texts.records.statuses[record.status]}
    </Badge>
  );
}
