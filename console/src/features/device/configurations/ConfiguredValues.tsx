import {
  Body1,
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { HeaderCell } from '../../../components/HeaderCell';
import { RouterLink } from '../../../components/RouterLink';
import { useCellStyles } from '../../../components/useCellStyles';
import { cellText } from '../../../lib/format';
import { texts } from '../../../lib/texts';
import { WhyButton } from './WhyButton';
import type { ConfiguredValue } from './why';

const useStyles = makeStyles({
  empty: {
    display: 'block',
    padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalL}`,
    color: tokens.colorNeutralForeground3,
  },
  cell: { overflowWrap: 'anywhere' },
  why: { width: '88px' },
});

const words = texts.why;

interface ConfiguredValuesProps {
  deviceId: string;
  moduleId: string | undefined;
  values: ConfiguredValue[];
}

/** The desired properties that configurations set, each with the one that it is from. */
export function ConfiguredValues({ deviceId, moduleId, values }: ConfiguredValuesProps) {
  const cells = useCellStyles();
  const styles = useStyles();
  if (values.length === 0) return <Body1 className={styles.empty}>{words.noValues}</Body1>;
  return (
    <Table size="small" aria-label={words.values}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={cells.first}>{texts.twin.path}</HeaderCell>
          <HeaderCell>{texts.twin.value}</HeaderCell>
          <HeaderCell>{words.fromColumn}</HeaderCell>
          <HeaderCell className={cells.medium}>{words.overridden}</HeaderCell>
          <HeaderCell className={styles.why}>{words.column}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {values.map(({ path, value, configuration, overridden }) => (
          <TableRow key={path}>
            <TableCell className={mergeClasses(styles.cell, cells.first)}>{path}</TableCell>
            <TableCell className={styles.cell}>{cellText(value)}</TableCell>
            <TableCell className={styles.cell}>
              <RouterLink to="/configurations/$id" params={{ id: configuration }}>
                {configuration}
              </RouterLink>
            </TableCell>
            <TableCell className={mergeClasses(styles.cell, cells.medium)}>
              {overridden
                .map((lost) => `${lost.configuration}: ${cellText(lost.value)}`)
                .join(', ') || texts.none}
            </TableCell>
            <TableCell className={styles.why}>
              <WhyButton deviceId={deviceId} moduleId={moduleId} path={path} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
