import type { AlertRule, NewAlertRule } from '../../api/types';
import type { AlertSeverity } from './search';

export const KINDS = [
  'offline',
  'health',
  'update',
  'deployment',
  'authentication',
  'addresses',
  'certificate',
] as const;
export type AlertKind = (typeof KINDS)[number];

export const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** A rule as the fields of its form have it. */
export interface RuleDraft {
  name: string;
  kind: AlertKind;
  severity: AlertSeverity;
  condition: string;
  threshold: number;
  minutes: number;
  groupingSeconds: number;
  channels: string[];
  enabled: boolean;
}

export const NEW_RULE: RuleDraft = {
  name: '',
  kind: 'offline',
  severity: 'warning',
  condition: '',
  threshold: 1,
  minutes: 10,
  groupingSeconds: 60,
  channels: [],
  enabled: true,
};

export function draftOf(rule: AlertRule): RuleDraft {
  const { name, kind, severity, condition, threshold, minutes, groupingSeconds } = rule;
  const { channels, enabled } = rule;
  return {
    name,
    kind,
    severity,
    condition,
    threshold,
    minutes,
    groupingSeconds,
    channels,
    enabled,
  };
}

/** Which numbers a kind of rule has, and what they are called. */
export function asksFor(kind: AlertKind): {
  threshold?: 'refusals' | 'addresses' | 'days';
  minutes?: 'offline' | 'within';
  levels?: 'health' | 'deployment';
  condition?: true;
} {
  switch (kind) {
    case 'offline':
      return { minutes: 'offline', condition: true };
    case 'health':
      return { levels: 'health', condition: true };
    case 'update':
      return { condition: true };
    case 'deployment':
      return { levels: 'deployment' };
    case 'authentication':
      return { threshold: 'refusals', minutes: 'within' };
    case 'addresses':
      return { threshold: 'addresses', minutes: 'within' };
    case 'certificate':
      return { threshold: 'days' };
  }
}

export function toRule(draft: RuleDraft): NewAlertRule {
  const { kind, severity, condition, threshold, minutes, groupingSeconds } = draft;
  const { channels, enabled } = draft;
  return {
    kind,
    severity,
    condition: asksFor(kind).condition ? condition : '',
    threshold,
    minutes,
    groupingSeconds,
    channels,
    enabled,
  };
}
