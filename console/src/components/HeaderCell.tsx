import {
  makeStyles,
  mergeClasses,
  TableHeaderCell,
  tokens,
  type TableHeaderCellProps,
} from '@fluentui/react-components';

const useStyles = makeStyles({ cell: { fontWeight: tokens.fontWeightSemibold } });

/** The head of a column, which stands out from its rows. */
export function HeaderCell({ className, ...props }: TableHeaderCellProps) {
  const styles = useStyles();
  return <TableHeaderCell className={mergeClasses(styles.cell, className)} {...props} />;
}
