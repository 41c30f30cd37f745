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
import type { Twin } from '../../../api/types';
import { HeaderCell } from '../../../components/HeaderCell';
import { RelativeTime } from '../../../components/RelativeTime';
import { cellText } from '../../../lib/format';
import { leaves } from '../../../lib/json';
import { texts } from '../../../lib/texts';
import { WhyButton } from '../configurations/WhyButton';
import { changedAt, valuesOf, type Section } from './twin';

const useStyles = makeStyles({
  empty: {
    display: 'block',
    padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalL}`,
    color: tokens.colorNeutralForeground3,
  },
  cell: { overflowWrap: 'anywhere' },
  first: { width: '36%', paddingLeft: tokens.spacingHorizontalL },
  changed: { width: '25%' },
  why: { width: '60px' },
});

/** The leaves of a section: path, value, and when it was changed where the hub keeps that. */
export function PropertyTable({ twin, section }: { twin: Twin; section: Section }) {
  const styles = useStyles();
  const rows = leaves(valuesOf(twin, section));
  const dated = section !== 'tags';
  if (rows.length === 0) return <Body1 className={styles.empty}>{texts.twin.emptySection}</Body1>;
  return (
    <Table size="small" aria-label={texts.twin[section]}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={styles.first}>{texts.twin.path}</HeaderCell>
          <HeaderCell>{texts.twin.value}</HeaderCell>
          {dated && <HeaderCell className={styles.changed}>{texts.twin.changed}</HeaderCell>}
          {section === 'desired' && (
            <HeaderCell className={styles.why}>{texts.why.column}</HeaderCell>
          )}
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map(({ path, value }) => (
          <TableRow key={path}>
            <TableCell className={mergeClasses(styles.first, styles.cell)}>{path}</TableCell>
            <TableCell className={styles.cell}>{cellText(value)}</TableCell>
            {dated && (
              <TableCell>
                <Changed at={changedAt(twin, section, path)} />
              </TableCell>
            )}
            {section === 'desired' && (
              <TableCell>
                <WhyButton
                  deviceId={twin.deviceId}
                  path={path}
                  changed={changedAt(twin, section, path)}
                />
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Changed({ at }: { at: string | undefined }) {
  return at ? <RelativeTime at={at} /> : texts.none;
}
