import {
  Body1,
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import type { DeviceDetail } from '../../../api/types';
import { ConnectionBadge } from '../../../components/DeviceBadges';
import { HeaderCell } from '../../../components/HeaderCell';
import { Panel } from '../../../components/Panel';
import { texts } from '../../../lib/texts';

const useStyles = makeStyles({ quiet: { color: tokens.colorNeutralForeground3 } });

export function Modules({ modules }: { modules: DeviceDetail['modules'] }) {
  const styles = useStyles();
  return (
    <Panel title={texts.summary.modules}>
      {modules.length === 0 ? (
        <Body1 className={styles.quiet}>{texts.summary.noModules}</Body1>
      ) : (
        <Table size="small" aria-label={texts.summary.modules}>
          <TableHeader>
            <TableRow>
              <HeaderCell>{texts.summary.module}</HeaderCell>
              <HeaderCell>{texts.devices.columns.connectionState}</HeaderCell>
            </TableRow>
          </TableHeader>
          <TableBody>
            {modules.map(({ moduleId, connectionState }) => (
              <TableRow key={moduleId}>
                <TableCell>{moduleId}</TableCell>
                <TableCell>
                  <ConnectionBadge state={connectionState} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Panel>
  );
}
