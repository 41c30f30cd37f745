import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { FluentIcon } from '@fluentui/react-icons';

const useStyles = makeStyles({
  badge: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    whiteSpace: 'nowrap',
    verticalAlign: 'middle',
  },
  icon: { flexShrink: 0 },
  good: { color: tokens.colorPaletteGreenForeground1 },
  busy: { color: tokens.colorBrandForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
  poor: { color: tokens.colorPaletteDarkOrangeForeground1 },
  bad: { color: tokens.colorPaletteRedForeground1 },
});

/** What a state looks like beside its word: its shape, and its colour. */
export type StateMark = readonly [
  icon: FluentIcon,
  tone: 'good' | 'busy' | 'quiet' | 'poor' | 'bad',
];

/** A state: a mark in colour and shape, and the word. */
export function StateBadge({ mark: [Icon, tone], word }: { mark: StateMark; word: string }) {
  const styles = useStyles();
  return (
    <span className={styles.badge}>
      <Icon aria-hidden className={mergeClasses(styles.icon, styles[tone])} />
      {word}
    </span>
  );
}
