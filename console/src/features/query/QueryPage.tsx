import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { PlayRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { isProblem } from '../../api/problem';
import { PageHeader } from '../../components/PageHeader';
import { QueryField } from '../../components/QueryField';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { Trail } from '../../components/Trail';
import { usePages } from '../../components/usePages';
import { texts } from '../../lib/texts';
import { resultsQuery } from './queries';
import { Results } from './Results';

const EXAMPLE = "SELECT deviceId, tags FROM devices WHERE status = 'enabled'";

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  actions: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  hint: { color: tokens.colorNeutralForeground3 },
});

interface QueryPageProps {
  /** The query that is shown; undefined before the first one. */
  query: string | undefined;
  onRun: (query: string) => void;
}

/** Any query, and what it finds. */
export function QueryPage({ query, onRun }: QueryPageProps) {
  const styles = useStyles();
  const [shown, setShown] = useState(query);
  const [text, setText] = useState(query ?? EXAMPLE);
  const pages = usePages(query ?? '');
  const results = useQuery({
    ...resultsQuery(query ?? '', pages.continuation),
    enabled: query !== undefined,
  });
  const wrong = isProblem(results.error, 400);

  // The URL changed under the field, as on the browser's Back: the field follows.
  if (query !== shown) {
    setShown(query);
    if (query !== undefined) setText(query);
  }

  const run = () => {
    if (text.trim() === '') return;
    if (text === query) void results.refetch();
    else onRun(text);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    run();
  };

  return (
    <div className={styles.page}>
      <PageHeader title={texts.query.title} trail={<Trail />} />
      <form onSubmit={submit} className={styles.form}>
        <QueryField
          label={texts.query.field}
          rows={5}
          value={text}
          judged={query ?? ''}
          error={wrong ? results.error : null}
          onChange={setText}
          onRun={run}
        />
        <div className={styles.actions}>
          <Button type="submit" appearance="primary" icon={<PlayRegular />}>
            {texts.query.run}
          </Button>
          <Caption1 className={styles.hint}>{texts.query.hint}</Caption1>
        </div>
      </form>
      {results.error && !wrong && (
        <ErrorState error={results.error} onRetry={() => void results.refetch()} />
      )}
      {results.isLoading && <LoadingRows />}
      {query === undefined && (
        <EmptyState title={texts.query.start}>{texts.query.startBody}</EmptyState>
      )}
      {results.data && query !== undefined && (
        <Results page={results.data} pages={pages} loading={results.isFetching} />
      )}
    </div>
  );
}
