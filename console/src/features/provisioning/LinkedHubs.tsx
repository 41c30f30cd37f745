import {
  Button,
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
} from '@fluentui/react-components';
import { Key20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { hubsQuery } from '../../api/hubs';
import { useMay } from '../../api/session';
import type { HubSummary } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { ListPanel } from '../../components/ListPanel';
import { RouterLink } from '../../components/RouterLink';
import { useCellStyles } from '../../components/useCellStyles';
import { count, share } from '../../lib/format';
import { texts } from '../../lib/texts';
import { AllocationKeysDialog } from './AllocationKeysDialog';

const words = texts.provisioning;

const useStyles = makeStyles({
  number: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
  keys: { alignSelf: 'flex-start' },
});

/** The hubs that devices are assigned to, how many of the devices each gets, and the keys of webhooks. */
export function LinkedHubs() {
  const styles = useStyles();
  const may = useMay();
  const hubs = useQuery(hubsQuery);
  const [showing, setShowing] = useState(false);
  return (
    <>
      <ListPanel
        title={words.tabNames.hubs}
        hint={words.hubsTabHint}
        list={hubs}
        table={(items) => <HubTable hubs={items} />}
      />
      {may('administer') && (
        <Button className={styles.keys} icon={<Key20Regular />} onClick={() => setShowing(true)}>
          {words.showAllocationKeys}
        </Button>
      )}
      {showing && <AllocationKeysDialog onClose={() => setShowing(false)} />}
    </>
  );
}

function HubTable({ hubs }: { hubs: readonly HubSummary[] }) {
  const styles = useStyles();
  const cells = useCellStyles();
  const may = useMay();
  const number = mergeClasses(cells.cell, styles.number);
  const all = hubs.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <Table size="small" aria-label={words.tabNames.hubs}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={cells.first}>{words.hubName}</HeaderCell>
          <HeaderCell className={cells.medium}>{words.hostNames}</HeaderCell>
          <HeaderCell className={mergeClasses(styles.number, cells.medium)}>
            {words.weight}
          </HeaderCell>
          <HeaderCell className={styles.number}>{words.share}</HeaderCell>
          <HeaderCell className={styles.number}>{words.hubDevices}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {hubs.map(({ name, hostNames, weight, devices }) => (
          <TableRow key={name}>
            <TableCell className={mergeClasses(cells.cell, cells.first)}>
              {may('administer') ? (
                <RouterLink to="/hubs/$name" params={{ name }}>
                  {name}
                </RouterLink>
              ) : (
                name
              )}
            </TableCell>
            <TableCell
              className={mergeClasses(cells.cell, cells.medium)}
              title={hostNames.join('\n')}
            >
              {hostNames.join(', ')}
            </TableCell>
            <TableCell className={mergeClasses(number, cells.medium)}>{count(weight)}</TableCell>
            <TableCell className={number}>{share(weight, all)}</TableCell>
            <TableCell className={number}>{count(devices.total)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
