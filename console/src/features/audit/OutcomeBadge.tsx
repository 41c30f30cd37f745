import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircle16Regular,
  DismissCircle16Regular,
  Prohibited16Regular,
} from '@fluentui/react-icons';
import { texts } from '../../lib/texts';
import type { Outcome } from './search';

const useStyles = makeStyles({
  badge: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    whiteSpace: 'nowrap',
    verticalAlign: 'middle',
  },
  icon: { flexShrink: 0 },
  succeeded: { color: tokens.colorPaletteGreenForeground1 },
  denied: { color: tokens.colorPaletteRedForeground1 },
  failed: { color: tokens.colorPaletteDarkOrangeForeground1 },
});

const ICONS = {
  succeeded: CheckmarkCircle16Regular,
  denied: Prohibited16Regular,
  failed: DismissCircle16Regular,
};

/** How an action ended: a mark in colour and shape, and the word. */
export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  const styles = useStyles();
  const Icon = ICONS[outcome];
  return (
    <span className={styles.badge}>
      <Icon aria-hidden className={mergeClasses(styles.icon, styles[outcome])} />
      {texts.audit.outcomes[outcome]}
    </span>
  );
}
