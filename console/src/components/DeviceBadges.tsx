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
import { StateBadge, type StateMark } from './StateBadge';

const CONNECTION = {
  Connected: [PlugConnected16Regular, 'good'],
  Disconnected: [PlugDisconnected16Regular, 'quiet'],
} satisfies Record<string, StateMark>;

/** Connected or not. */
export function ConnectionBadge({ state }: { state: keyof typeof CONNECTION }) {
  return <StateBadge mark={CONNECTION[state]} word={texts.devices.connectionStates[state]} />;
}

const STATUS = {
  enabled: [CheckmarkCircle16Regular, 'good'],
  disabled: [Prohibited16Regular, 'bad'],
} satisfies Record<string, StateMark>;

/** Whether the hub lets the device in. */
export function StatusBadge({ status }: { status: keyof typeof STATUS }) {
  return <StateBadge mark={STATUS[status]} word={texts.devices.statuses[status]} />;
}

const HEALTH = {
  healthy: [CheckmarkCircle16Filled, 'good'],
  warning: [Warning16Filled, 'poor'],
  critical: [ErrorCircle16Filled, 'bad'],
  unknown: [QuestionCircle16Regular, 'quiet'],
} satisfies Record<string, StateMark>;

/** How well a device is. */
export function HealthBadge({ health }: { health: keyof typeof HEALTH }) {
  return <StateBadge mark={HEALTH[health]} word={texts.devices.healthStates[health]} />;
}
