import {
  Button,
  FluentProvider,
  makeStyles,
  mergeClasses,
  MessageBar,
  tokens,
} from '@fluentui/react-components';
import { Print20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ReportPage } from '../../api/types';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { count } from '../../lib/format';
import { texts } from '../../lib/texts';
import { lightTheme } from '../../lib/theme';
import { absoluteTime } from '../../lib/time';
import { toParameters, type ReportChoice } from './choice';
import { reportQuery } from './queries';

const PRINT = '@media print';

const useStyles = makeStyles({
  sheet: {
    boxSizing: 'border-box',
    height: '100%',
    overflow: 'auto',
    padding: tokens.spacingHorizontalXXL,
    backgroundColor: tokens.colorNeutralBackground1,
    colorScheme: 'light',
    [PRINT]: { height: 'auto', overflow: 'visible', padding: 0 },
  },
  head: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalL },
  titles: { flex: '1 1 300px' },
  title: { fontSize: tokens.fontSizeBase600, fontWeight: tokens.fontWeightSemibold },
  facts: { margin: `${tokens.spacingVerticalS} 0`, color: tokens.colorNeutralForeground3 },
  onScreen: { [PRINT]: { display: 'none' } },
  scroll: { overflowX: 'auto', [PRINT]: { overflow: 'visible' } },
  table: {
    width: '100%',
    marginTop: tokens.spacingVerticalM,
    borderCollapse: 'collapse',
    fontSize: tokens.fontSizeBase200,
    [PRINT]: { fontSize: '8pt' },
  },
  cell: {
    padding: '3px 6px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
    textAlign: 'left',
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
  },
  headCell: { borderBottom: `2px solid ${tokens.colorNeutralForeground1}`, overflowWrap: 'normal' },
  number: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  row: { breakInside: 'avoid' },
});

/** A report on paper. */
export function PrintPage({ choice }: { choice: ReportChoice }) {
  const styles = useStyles();
  const report = useQuery(reportQuery(choice));
  const title = texts.reports.names[choice.report];
  useEffect(() => {
    document.title = texts.page(title);
  }, [title]);
  return (
    // Paper is white, whatever the theme of the console.
    <FluentProvider theme={lightTheme} className={styles.sheet}>
      <main>
        <header className={styles.head}>
          <div className={styles.titles}>
            <h1 className={styles.title}>{title}</h1>
            {report.data && (
              <p className={styles.facts}>{facts(choice, report.data).join(' · ')}</p>
            )}
          </div>
          <div className={styles.onScreen}>
            <Button
              appearance="primary"
              icon={<Print20Regular />}
              disabled={!report.data}
              onClick={() => window.print()}
            >
              {texts.reports.print}
            </Button>
          </div>
        </header>
        {report.error && <ErrorState error={report.error} onRetry={() => void report.refetch()} />}
        {report.isPending && <LoadingRows rows={12} />}
        {report.data?.more && (
          <MessageBar intent="info" layout="multiline">
            {texts.reports.more(count(report.data.rows.length))}
          </MessageBar>
        )}
        {report.data &&
          (report.data.rows.length === 0 ? (
            <EmptyState title={texts.reports.empty}>{texts.reports.emptyBody}</EmptyState>
          ) : (
            <PrintedTable report={report.data} />
          ))}
      </main>
    </FluentProvider>
  );
}

function facts(choice: ReportChoice, report: ReportPage): string[] {
  const { group, condition, version } = toParameters(choice);
  return [
    absoluteTime(report.madeAt),
    group ? texts.reports.ofGroup(group) : texts.reports.allDevices,
    ...(condition ? [condition] : []),
    ...(version ? [texts.reports.against(version)] : []),
  ];
}

function PrintedTable({ report }: { report: ReportPage }) {
  const styles = useStyles();
  const head = mergeClasses(styles.cell, styles.headCell);
  return (
    // A narrow screen has the table scroll by itself, also by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="region" aria-label={report.title} tabIndex={0} className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            {report.columns.map(({ name, kind }) => (
              <th
                key={name}
                scope="col"
                className={mergeClasses(head, kind === 'number' && styles.number)}
              >
                {texts.reports.columns[name] ?? name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.rows.map((cells, row) => (
            <tr key={row} className={styles.row}>
              {report.columns.map(({ name, kind }, column) => (
                <td
                  key={name}
                  className={mergeClasses(styles.cell, kind === 'number' && styles.number)}
                >
                  {kind === 'time' && cells[column] ? absoluteTime(cells[column]) : cells[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
