import {
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
} from '@fluentui/react-components';
import { BoxArrowUpRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { firmwareQuery } from '../../api/firmware';
import type { Firmware } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { ListPage } from '../../components/ListPage';
import { RelativeTime } from '../../components/RelativeTime';
import { useCellStyles } from '../../components/useCellStyles';
import { bytes } from '../../lib/format';
import { texts } from '../../lib/texts';
import { FirmwareActions } from './FirmwareActions';
import { SigningKeyPanel } from './SigningKeyPanel';
import { UploadDialog } from './UploadDialog';

const words = texts.firmware;

/** The library of versions that devices can be updated to, and the key that they are signed with. */
export function FirmwarePage() {
  const firmware = useQuery(firmwareQuery);
  return (
    <ListPage
      title={words.title}
      hint={words.hint}
      create={{
        bar: words.commands,
        label: words.create,
        dialog: (onClose) => <UploadDialog onClose={onClose} />,
      }}
      list={firmware}
      table={(items) => <FirmwareTable items={items} />}
      empty={{ icon: <BoxArrowUpRegular />, title: words.empty, body: words.emptyBody }}
    >
      <SigningKeyPanel />
    </ListPage>
  );
}

function FirmwareTable({ items }: { items: readonly Firmware[] }) {
  const cells = useCellStyles();
  const medium = mergeClasses(cells.cell, cells.medium);
  const wide = mergeClasses(cells.cell, cells.wide);
  return (
    <Table size="small" aria-label={words.table}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={cells.first}>{words.name}</HeaderCell>
          <HeaderCell>{words.version}</HeaderCell>
          <HeaderCell className={cells.medium}>{words.models}</HeaderCell>
          <HeaderCell className={cells.wide}>{words.minimumVersion}</HeaderCell>
          <HeaderCell className={cells.medium}>{words.size}</HeaderCell>
          <HeaderCell className={cells.wide}>{words.uploadedBy}</HeaderCell>
          <HeaderCell className={cells.medium}>{words.uploaded}</HeaderCell>
          <HeaderCell className={cells.last}>{words.actionsColumn}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {items.map((one) => (
          <TableRow key={one.id}>
            <TableCell
              className={mergeClasses(cells.cell, cells.first)}
              title={one.description || one.name}
            >
              {one.name}
            </TableCell>
            <TableCell className={cells.cell} title={one.version}>
              {one.version}
            </TableCell>
            <TableCell className={medium} title={one.models.join(', ')}>
              {one.models.join(', ') || words.all}
            </TableCell>
            <TableCell className={wide}>{one.minimumVersion ?? words.any}</TableCell>
            <TableCell className={medium}>{bytes(one.size)}</TableCell>
            <TableCell className={wide} title={one.uploadedBy}>
              {one.uploadedBy}
            </TableCell>
            <TableCell className={medium}>
              <RelativeTime at={one.uploadedAt} />
            </TableCell>
            <TableCell className={cells.last}>
              <FirmwareActions firmware={one} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
