import { Badge, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import type { Configuration } from '../../api/types';
import { Code } from '../../components/Code';
import { Facts } from '../../components/Facts';
import { Panel } from '../../components/Panel';
import { RelativeTime } from '../../components/RelativeTime';
import { count } from '../../lib/format';
import { texts } from '../../lib/texts';

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  labels: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
  label: { maxWidth: '100%', overflow: 'hidden', textOverflow: 'ellipsis' },
});

const words = texts.configurations;

/** Whom a configuration is for, and what else was said about it. */
export function About({ configuration }: { configuration: Configuration }) {
  const styles = useStyles();
  const labels = Object.entries(configuration.labels);
  return (
    <Panel
      title={words.about}
      actions={!configuration.settled && <Spinner size="tiny" label={words.settling} />}
    >
      <div className={styles.panel}>
        <Code label={words.targetCondition} text={configuration.targetCondition || words.nobody} />
        <Facts
          facts={[
            [words.kind, words.kinds[configuration.kind]],
            [words.priority, count(configuration.priority)],
            [words.created, <RelativeTime key="created" at={configuration.createdTime} />],
            [words.updated, <RelativeTime key="updated" at={configuration.updatedTime} />],
            [
              words.labels,
              labels.length === 0 ? (
                texts.none
              ) : (
                <span key="labels" className={styles.labels}>
                  {labels.map(([name, text]) => (
                    <Badge
                      key={name}
                      appearance="tint"
                      color="informative"
                      className={styles.label}
                    >
                      {name}: {text}
                    </Badge>
                  ))}
                </span>
              ),
            ],
          ]}
        />
      </div>
    </Panel>
  );
}
