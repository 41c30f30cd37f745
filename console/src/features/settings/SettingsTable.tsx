import {
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import type { EffectiveSetting } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { useCellStyles } from '../../components/useCellStyles';
import { texts } from '../../lib/texts';

const words = texts.settings;

const useStyles = makeStyles({
  text: { overflowWrap: 'anywhere', fontFamily: tokens.fontFamilyMonospace },
  unset: { color: tokens.colorNeutralForeground3 },
});

/** Every setting with its value, and who says so. */
export function SettingsTable({ settings }: { settings: readonly EffectiveSetting[] }) {
  const styles = useStyles();
  const cells = useCellStyles();
  return (
    <Table size="small" aria-label={words.all}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={cells.first}>{words.name}</HeaderCell>
          <HeaderCell>{words.value}</HeaderCell>
          <HeaderCell className={cells.medium}>{words.source}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {settings.map(({ name, value, source }) => (
          <TableRow key={name}>
            <TableCell className={mergeClasses(styles.text, cells.first)}>{name}</TableCell>
            <TableCell className={mergeClasses(styles.text, value === null && styles.unset)}>
              {value ?? texts.none}
            </TableCell>
            <TableCell className={cells.medium}>{words.sources[source]}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
