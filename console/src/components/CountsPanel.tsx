import {
  Caption1,
  makeStyles,
  mergeClasses,
  Subtitle1,
  ToggleButton,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { count } from '../lib/format';
import { Panel } from './Panel';

const useStyles = makeStyles({
  column: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  counts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(96px, 1fr))',
    gap: tokens.spacingHorizontalS,
  },
  choice: {
    flexDirection: 'column',
    alignItems: 'flex-start',
    minWidth: 0,
    padding: tokens.spacingHorizontalS,
  },
  number: { fontVariantNumeric: 'tabular-nums' },
  failed: { color: tokens.colorPaletteRedForeground1 },
});

/** How many came to one outcome. */
interface OutcomeCount<Outcome> {
  outcome: Outcome;
  label: string;
  number: number;
  /** True for what is bad when there is any of it. */
  bad: boolean;
}

interface CountsPanelProps<Outcome> {
  title: string;
  /** What the counts are, for those who do not see them. */
  label: string;
  counts: readonly OutcomeCount<Outcome>[];
  /** What the list below is filtered by. */
  chosen: Outcome | undefined;
  onChoose: (outcome: Outcome | undefined) => void;
  /** How far it is in all. */
  children: ReactNode;
}

/** How far something is that is done to many devices, and how many came to what; each number leads to its devices. */
export function CountsPanel<Outcome extends string>(props: CountsPanelProps<Outcome>) {
  const { title, label, counts, chosen, onChoose, children } = props;
  const styles = useStyles();
  return (
    <Panel title={title}>
      <div className={styles.column}>
        {children}
        <div role="group" aria-label={label} className={styles.counts}>
          {counts.map((each) => (
            <ToggleButton
              key={each.outcome}
              className={styles.choice}
              checked={chosen === each.outcome}
              onClick={() => onChoose(chosen === each.outcome ? undefined : each.outcome)}
            >
              <Subtitle1
                className={mergeClasses(
                  styles.number,
                  each.bad && each.number > 0 && styles.failed,
                )}
              >
                {count(each.number)}
              </Subtitle1>
              <Caption1>{each.label}</Caption1>
            </ToggleButton>
          ))}
        </div>
      </div>
    </Panel>
  );
}
