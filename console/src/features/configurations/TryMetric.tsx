import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { problemText } from '../../api/problem';
import { count } from '../../lib/format';
import { texts } from '../../lib/texts';
import { tryMetric } from './queries';

const useStyles = makeStyles({
  // Below the row, with all that stands in it.
  result: { order: 1, flexBasis: '100%', color: tokens.colorNeutralForeground2 },
  wrong: { order: 1, flexBasis: '100%', color: tokens.colorPaletteRedForeground1 },
});

const words = texts.configurations;

/** Runs a metric's query and says what it finds, or what is wrong with it. */
export function TryMetric({ query, row }: { query: string; row: number }) {
  const styles = useStyles();
  const found = useMutation({ mutationFn: tryMetric });
  // Of another text than the one that is written now, nothing is said.
  const tried = found.variables === query;
  return (
    <>
      <Button
        aria-label={words.tryMetricOf(row)}
        disabledFocusable={query.trim() === '' || found.isPending}
        onClick={() => found.mutate(query)}
      >
        {words.tryMetric}
      </Button>
      {tried && found.data !== undefined && (
        <span role="status" className={styles.result}>
          {words.metricFinds(count(found.data), found.data === 1)}
        </span>
      )}
      {tried && found.error && (
        <span role="alert" className={styles.wrong}>
          {problemText(found.error)}
        </span>
      )}
    </>
  );
}
