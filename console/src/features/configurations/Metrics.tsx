import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import type { Configuration } from '../../api/types';
import { Panel } from '../../components/Panel';
import { RouterLink } from '../../components/RouterLink';
import { count, share } from '../../lib/format';
import { texts } from '../../lib/texts';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(140px, 1fr))',
    gap: tokens.spacingHorizontalL,
    margin: 0,
  },
  name: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  value: {
    margin: 0,
    display: 'flex',
    flexDirection: 'column',
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  note: { color: tokens.colorNeutralForeground3 },
});

const words = texts.configurations;

/** How many a configuration is for and how far it has come, and what its own metrics found. */
export function Metrics({ configuration }: { configuration: Configuration }) {
  const styles = useStyles();
  const { targetedCount, appliedCount, overriddenCount, metrics } = configuration;
  const ofTargets = (part: number) =>
    targetedCount === 0 ? undefined : words.ofTargets(share(part, targetedCount));
  return (
    <Panel title={words.metrics} hint={metrics.length > 0 ? words.metricsHint : undefined}>
      <dl className={styles.grid}>
        <Metric name={words.targeted} value={count(targetedCount)} />
        <Metric name={words.applied} value={count(appliedCount)} note={ofTargets(appliedCount)} />
        <Metric
          name={words.overridden}
          value={count(overriddenCount)}
          note={ofTargets(overriddenCount)}
        />
        {metrics.map(({ name, query, count: found }) => (
          <div key={name}>
            <dt className={styles.name}>
              <RouterLink to="/query" search={{ query }} title={query}>
                {name}
              </RouterLink>
            </dt>
            <dd className={styles.value}>{found === null ? texts.none : count(found)}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function Metric({ name, value, note }: { name: string; value: string; note?: string | undefined }) {
  const styles = useStyles();
  return (
    <div>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.value}>
        {value}
        {note && <Caption1 className={styles.note}>{note}</Caption1>}
      </dd>
    </div>
  );
}
