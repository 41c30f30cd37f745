import { makeStyles, ProgressBar, Tab, TabList, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { QueryResults } from '../../api/types';
import { Code } from '../../components/Code';
import { ContinuationPager } from '../../components/ContinuationPager';
import { Panel } from '../../components/Panel';
import { EmptyState } from '../../components/States';
import type { Pages } from '../../components/usePages';
import { formatJson } from '../../lib/json';
import { texts } from '../../lib/texts';
import { ROWS_PER_PAGE } from './queries';
import { ResultTable } from './ResultTable';

const VIEWS = ['table', 'json'] as const;
type View = (typeof VIEWS)[number];

const useStyles = makeStyles({
  json: { padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalL}` },
});

interface ResultsProps {
  page: QueryResults;
  pages: Pages;
  loading: boolean;
}

/** A page of results, as a table or as JSON. */
export function Results({ page: { items, continuation }, pages, loading }: ResultsProps) {
  const styles = useStyles();
  const [view, setView] = useState<View>('table');
  const before = pages.index * ROWS_PER_PAGE;
  if (items.length === 0 && pages.index === 0) return <EmptyState title={texts.query.none} />;
  return (
    <Panel
      flush
      title={texts.query.results}
      actions={
        <TabList
          size="small"
          aria-label={texts.query.view}
          selectedValue={view}
          onTabSelect={(_, { value }) => setView(value as View)}
        >
          {VIEWS.map((each) => (
            <Tab key={each} value={each} id={`view-${each}`} aria-controls="results">
              {texts.query.views[each]}
            </Tab>
          ))}
        </TabList>
      }
    >
      {loading && <ProgressBar aria-label={texts.loading} />}
      <div role="tabpanel" id="results" aria-labelledby={`view-${view}`}>
        {view === 'table' ? (
          <ResultTable items={items} />
        ) : (
          <div className={styles.json}>
            <Code label={texts.query.json} text={formatJson(items)} />
          </div>
        )}
      </div>
      <ContinuationPager
        pages={pages}
        range={texts.openRange(before + Math.min(1, items.length), before + items.length)}
        continuation={continuation}
      />
    </Panel>
  );
}
