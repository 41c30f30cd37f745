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
import { OptionsRegular } from '@fluentui/react-icons';
import type { ConfigurationExplanation } from '../../../api/types';
import { HeaderCell } from '../../../components/HeaderCell';
import { RelativeTime } from '../../../components/RelativeTime';
import { RouterLink } from '../../../components/RouterLink';
import { EmptyState } from '../../../components/States';
import { count } from '../../../lib/format';
import { texts } from '../../../lib/texts';

const useStyles = makeStyles({
  first: { paddingLeft: tokens.spacingHorizontalL },
  cell: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  number: { width: '88px' },
  medium: { '@media (max-width: 700px)': { display: 'none' } },
});

const words = texts.configurations;

interface TargetingProps {
  configurations: ConfigurationExplanation['configurations'];
}

/** Configurations in the order in which they come first. */
export function Targeting({ configurations }: TargetingProps) {
  const styles = useStyles();
  if (configurations.length === 0) {
    return <EmptyState icon={<OptionsRegular />} title={texts.why.nobodyTargets} />;
  }
  const medium = mergeClasses(styles.cell, styles.medium);
  return (
    <Table size="small" aria-label={texts.why.targeting}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={styles.first}>{words.id}</HeaderCell>
          <HeaderCell className={styles.number}>{words.priority}</HeaderCell>
          <HeaderCell>{words.status}</HeaderCell>
          <HeaderCell className={medium}>{words.targetCondition}</HeaderCell>
          <HeaderCell className={medium}>{words.created}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {configurations.map(({ id, priority, status, targetCondition, createdTime }) => (
          <TableRow key={id}>
            <TableCell className={mergeClasses(styles.cell, styles.first)}>
              <RouterLink to="/configurations/$id" params={{ id }}>
                {id}
              </RouterLink>
            </TableCell>
            <TableCell className={styles.number}>{count(priority)}</TableCell>
            <TableCell>{words.statuses[status]}</TableCell>
            <TableCell className={mergeClasses(medium, styles.code)} title={targetCondition}>
              {targetCondition}
            </TableCell>
            <TableCell className={medium}>
              <RelativeTime at={createdTime} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
