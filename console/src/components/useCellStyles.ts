import { makeStyles, tokens } from '@fluentui/react-components';

/** The styles of a table's cells: one line each, and on a narrow screen only what it has room for. */
export const useCellStyles = makeStyles({
  cell: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  first: { paddingLeft: tokens.spacingHorizontalL },
  last: { width: '76px' },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  wide: { '@media (max-width: 1000px)': { display: 'none' } },
  medium: { '@media (max-width: 700px)': { display: 'none' } },
  narrow: { '@media (max-width: 500px)': { display: 'none' } },
});
