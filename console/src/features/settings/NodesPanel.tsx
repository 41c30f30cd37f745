import {
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
} from '@fluentui/react-components';
import type { InstallationNode } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { Panel } from '../../components/Panel';
import { RelativeTime } from '../../components/RelativeTime';
import { useCellStyles } from '../../components/useCellStyles';
import { count } from '../../lib/format';
import { texts } from '../../lib/texts';

const words = texts.settings;

interface NodesPanelProps {
  nodes: readonly InstallationNode[];
  /** The address of the server that answers. */
  own: string;
}

/** The servers that the installation consists of. */
export function NodesPanel({ nodes, own }: NodesPanelProps) {
  const cells = useCellStyles();
  return (
    <Panel flush title={words.nodes} hint={words.nodesHint}>
      <Table size="small" aria-label={words.nodes}>
        <TableHeader>
          <TableRow>
            <HeaderCell className={cells.first}>{words.address}</HeaderCell>
            <HeaderCell>{words.sessions}</HeaderCell>
            <HeaderCell className={cells.medium}>{words.started}</HeaderCell>
            <HeaderCell className={cells.medium}>{words.heartbeat}</HeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {nodes.map(({ id, address, sessions, startedAt, heartbeatAt }) => (
            <TableRow key={id}>
              <TableCell className={mergeClasses(cells.cell, cells.first)}>
                {address === own ? words.thisOne(address) : address}
              </TableCell>
              <TableCell className={cells.cell}>{count(sessions)}</TableCell>
              <TableCell className={mergeClasses(cells.cell, cells.medium)}>
                <RelativeTime at={startedAt} />
              </TableCell>
              <TableCell className={mergeClasses(cells.cell, cells.medium)}>
                <RelativeTime at={heartbeatAt} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}
