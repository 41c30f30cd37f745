import {
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { hubsQuery } from '../../api/hubs';
import type { HubSummary } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { ListPage } from '../../components/ListPage';
import { RouterLink } from '../../components/RouterLink';
import { useCellStyles } from '../../components/useCellStyles';
import { texts } from '../../lib/texts';
import { HubDialog } from './HubDialog';

const useStyles = makeStyles({ number: { width: '100px' } });

/** The hubs of the installation. */
export function HubsPage() {
  const hubs = useQuery(hubsQuery);
  return (
    <ListPage
      title={texts.hubs.title}
      hint={texts.hubs.hint}
      create={{
        bar: texts.hubs.commands,
        label: texts.hubs.create,
        dialog: (onClose) => <HubDialog onClose={onClose} />,
      }}
      list={hubs}
      table={(items) => <HubTable hubs={items} />}
    />
  );
}

function HubTable({ hubs }: { hubs: HubSummary[] }) {
  const styles = useStyles();
  const cells = useCellStyles();
  const number = mergeClasses(cells.cell, styles.number);
  return (
    <Table size="small" aria-label={texts.hubs.table}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={cells.first}>{texts.hubs.name}</HeaderCell>
          <HeaderCell className={cells.medium}>{texts.hubs.hosts}</HeaderCell>
          <HeaderCell className={styles.number}>{texts.hubs.devices}</HeaderCell>
          <HeaderCell className={mergeClasses(styles.number, cells.medium)}>
            {texts.hubs.connected}
          </HeaderCell>
          <HeaderCell className={styles.number}>{texts.hubs.weight}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {hubs.map((hub) => (
          <TableRow key={hub.name}>
            <TableCell className={mergeClasses(cells.cell, cells.first)}>
              <RouterLink to="/hubs/$name" params={{ name: hub.name }}>
                {hub.name}
              </RouterLink>
            </TableCell>
            <TableCell
              className={mergeClasses(cells.cell, cells.medium)}
              title={hub.hostNames.join('\n')}
            >
              {hub.hostNames.join(', ')}
            </TableCell>
            <TableCell className={number}>{hub.devices.total}</TableCell>
            <TableCell className={mergeClasses(number, cells.medium)}>
              {hub.devices.connected}
            </TableCell>
            <TableCell className={number}>{hub.weight}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
