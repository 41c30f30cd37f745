import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircle16Regular,
  ErrorCircle16Filled,
  CheckmarkCircle16Filled,
  PlugConnected16Regular,
  PlugDisconnected16Regular,
  Prohibited16Regular,
  QuestionCircle16Regular,
  Warning16Filled,
} from '@fluentui/react-icons';
import { texts } from '../lib/texts';

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
  quiet: { color: tokens.colorNeutralForeground3 },
  bad: { color: tokens.colorPaletteRedForeground1 },
  poor: { color: tokens.colorPaletteDarkOrangeForeground1 },
});

/** Connected or not: a mark in colour and shape, and the word. */
export function ConnectionBadge({ state }: { state: 'Connected' | 'Disconnected' }) {
  const styles = useStyles();
  const connected = state === 'Connected';
  const Icon = connected ? PlugConnected16Regular : PlugDisconnected16Regular;
  return (
    <span className={styles.badge}>
      <Icon
        aria-hidden
        className={mergeClasses(styles.icon, connected ? styles.good : styles.quiet)}
      />
      {texts.devices.connectionStates[state]}
    </span>
  );
}

/** Whether the hub lets the device in. */
export function StatusBadge({ status }: { status: 'enabled' | 'disabled' }) {
  const styles = useStyles();
  const enabled = status === 'enabled';
  const Icon = enabled ? CheckmarkCircle16Regular : Prohibited16Regular;
  return (
    <span className={styles.badge}>
      <Icon aria-hidden className={mergeClasses(styles.icon, enabled ? styles.good : styles.bad)} />
      {texts.devices.statuses[status]}
    </span>
  );
}

const HEALTH = {
  healthy: [CheckmarkCircle16Filled, 'good'],
  warning: [Warning16Filled, 'poor'],
  critical: [ErrorCircle16Filled, 'bad'],
  unknown: [QuestionCircle16Regular, 'quiet'],
} as const;

/** How well a device is. */
export function HealthBadge({ health }: { health: keyof typeof HEALTH }) {
  const styles = useStyles();
  const [Icon, colour] = HEALTH[health];
  return (
    <span className={styles.badge}>
      <Icon aria-hidden className={mergeClasses(styles.icon, styles[colour])} />
      {texts.devices.healthStates[health]}
    </span>
  );
}
