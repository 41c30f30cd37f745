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
import type { DeviceHealth } from '../../../api/types';
import { HeaderCell } from '../../../components/HeaderCell';
import { LimitText } from '../../../components/LimitText';
import { Panel } from '../../../components/Panel';
import { useCellStyles } from '../../../components/useCellStyles';
import { measurement } from '../../../lib/format';
import { texts } from '../../../lib/texts';

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground3, padding: `0 ${tokens.spacingHorizontalL}` },
  pad: { paddingBottom: tokens.spacingVerticalL },
  first: { paddingLeft: tokens.spacingHorizontalL, overflowWrap: 'anywhere' },
});

const words = texts.health;

/** The thresholds that the device heeds, with its last values. */
export function JudgedBy({ metrics }: { metrics: DeviceHealth['metrics'] }) {
  const cells = useCellStyles();
  const styles = useStyles();
  return (
    <Panel flush title={words.judgedBy} hint={words.judgedByHint}>
      {metrics.length === 0 ? (
        <div className={styles.pad}>
          <Body1 className={styles.quiet}>{words.noMetrics}</Body1>
        </div>
      ) : (
        <Table size="small" aria-label={words.judgedBy}>
          <TableHeader>
            <TableRow>
              <HeaderCell className={styles.first}>{texts.thresholds.metric}</HeaderCell>
              <HeaderCell>{words.value}</HeaderCell>
              <HeaderCell>{texts.thresholds.warning}</HeaderCell>
              <HeaderCell>{texts.thresholds.critical}</HeaderCell>
              <HeaderCell className={cells.medium}>{words.threshold}</HeaderCell>
            </TableRow>
          </TableHeader>
          <TableBody>
            {metrics.map(({ metric, value, threshold }) => (
              <TableRow key={threshold.id}>
                <TableCell className={styles.first}>{metric}</TableCell>
                <TableCell>{value === null ? texts.none : measurement(value)}</TableCell>
                <TableCell>
                  <LimitText limits={threshold.limits} level="warning" />
                </TableCell>
                <TableCell>
                  <LimitText limits={threshold.limits} level="critical" />
                </TableCell>
                <TableCell className={cells.medium}>
                  {texts.thresholds.of[threshold.scope](threshold.scopeName)}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Panel>
  );
}
