import { Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircle20Filled,
  DismissCircle20Filled,
  SubtractCircle20Regular,
} from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import type { OnboardingCheck } from '../../api/types';
import { texts } from '../../lib/texts';

const NEXT_MS = 350;

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  check: { display: 'flex', gap: tokens.spacingHorizontalM, alignItems: 'flex-start' },
  text: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  detail: { color: tokens.colorNeutralForeground2 },
  icon: { flexShrink: 0 },
  passed: { color: tokens.colorPaletteGreenForeground1 },
  failed: { color: tokens.colorPaletteRedForeground1 },
  skipped: { color: tokens.colorNeutralForeground3 },
});

const ICONS = {
  passed: CheckmarkCircle20Filled,
  failed: DismissCircle20Filled,
  skipped: SubtractCircle20Regular,
};

interface CheckListProps {
  checks: readonly OnboardingCheck[];
  /** Called when the last one is shown. */
  onShown: () => void;
}

/** The checks with how they went, one after the other. */
export function CheckList({ checks, onShown }: CheckListProps) {
  const styles = useStyles();
  const [shown, setShown] = useState(1);

  useEffect(() => {
    if (shown >= checks.length) {
      onShown();
      return undefined;
    }
    const timer = setTimeout(() => setShown(shown + 1), NEXT_MS);
    return () => clearTimeout(timer);
  }, [shown, checks.length, onShown]);

  return (
    <ul className={styles.list} aria-label={texts.onboarding.checks} aria-live="polite">
      {checks.slice(0, shown).map(({ name, outcome, detail }) => {
        const Icon = ICONS[outcome];
        return (
          <li key={name} className={styles.check}>
            <Icon aria-hidden className={mergeClasses(styles.icon, styles[outcome])} />
            <div className={styles.text}>
              <span>
                {texts.onboarding.names[name]}: {texts.onboarding.outcomes[outcome]}
              </span>
              <Caption1 className={styles.detail}>{detail}</Caption1>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
