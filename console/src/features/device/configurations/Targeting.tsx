import {
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
} from '@fluentui/react-components';
import { OptionsRegular } from '@fluentui/react-icons';
import type { ConfigurationExplanation } from '../../../api/types';
import { HeaderCell } from '../../../components/HeaderCell';
import { RelativeTime } from '../../../components/RelativeTime';
import { RouterLink } from '../../../components/RouterLink';
import { EmptyState } from '../../../components/States';
import { useCellStyles } from '../../../components/useCellStyles';
import { count } from '../../../lib/format';
import { texts } from '../../../lib/texts';

const useStyles = makeStyles({
  number: { width: '88px' },
});

const words = texts.configurations;

interface TargetingProps {
  configurations: ConfigurationExplanation['configurations'];
}

/** Configurations in the order in which they come first. */
export function Targeting({ configurations }: TargetingProps) {
  const cells = useCellStyles();
  const styles = useStyles();
  if (configurations.length === 0) {
    return <EmptyState icon={<OptionsRegular />} title={texts.why.nobodyTargets} />;
  }
  const medium = mergeClasses(cells.cell, cells.medium);
  return (
    <Table size="small" aria-label={texts.why.targeting}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={cells.first}>{words.id}</HeaderCell>
          <HeaderCell className={styles.number}>{words.priority}</HeaderCell>
          <HeaderCell>{words.status}</HeaderCell>
          <HeaderCell className={medium}>{words.targetCondition}</HeaderCell>
          <HeaderCell className={medium}>{words.created}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {configurations.map(({ id, priority, status, targetCondition, createdTime }) => (
          <TableRow key={id}>
            <TableCell className={mergeClasses(cells.cell, cells.first)}>
              <RouterLink to="/configurations/$id" params={{ id }}>
                {id}
              </RouterLink>
            </TableCell>
            <TableCell className={styles.number}>{count(priority)}</TableCell>
            <TableCell>{words.statuses[status]}</TableCell>
            <TableCell className={mergeClasses(medium, cells.code)} title={targetCondition}>
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
