import type { HealthLimits, HealthThreshold, NewHealthThreshold } from '../../api/types';
import { texts } from '../../lib/texts';

/** A threshold as it is typed. */
export interface ThresholdForm {
  scope: HealthThreshold['scope'];
  scopeName: string;
  metric: string;
  direction: HealthLimits['direction'];
  warning: string;
  critical: string;
  hysteresis: string;
  hold: string;
}

export type Faults = Partial<Record<keyof ThresholdForm, string>>;

const words = texts.thresholds;
const MAX_HOLD = 86_400;

export const EMPTY: ThresholdForm = {
  scope: 'default',
  scopeName: '',
  metric: '',
  direction: 'above',
  warning: '',
  critical: '',
  hysteresis: '0',
  hold: '0',
};

export function formOf({ scope, scopeName, metric, limits }: HealthThreshold): ThresholdForm {
  return {
    scope,
    scopeName,
    metric,
    direction: limits.direction,
    warning: String(limits.warning ?? ''),
    critical: String(limits.critical ?? ''),
    hysteresis: String(limits.hysteresis ?? 0),
    hold: String(limits.holdSeconds ?? 0),
  };
}

/** What has to be put right before it can be saved. */
export function faultsOf(form: ThresholdForm): Faults {
  const faults: Faults = {};
  if (form.metric.trim() === '') faults.metric = words.metricMissing;
  if (form.scopeName.trim() === '') {
    if (form.scope === 'model') faults.scopeName = words.modelMissing;
    if (form.scope === 'group') faults.scopeName = words.groupMissing;
  }
  for (const name of ['warning', 'critical'] as const) {
    if (Number.isNaN(numberOf(form[name]))) faults[name] = words.notANumber;
  }
  const warning = numberOf(form.warning);
  const critical = numberOf(form.critical);
  if (
    warning !== undefined &&
    critical !== undefined &&
    (form.direction === 'above' ? critical < warning : critical > warning)
  ) {
    faults.critical = words.wrongOrder[form.direction];
  }
  const hysteresis = numberOf(form.hysteresis) ?? 0;
  if (Number.isNaN(hysteresis) || hysteresis < 0) faults.hysteresis = words.hysteresisWrong;
  const hold = numberOf(form.hold) ?? 0;
  if (!Number.isInteger(hold) || hold < 0 || hold > MAX_HOLD) faults.hold = words.holdWrong;
  return faults;
}

export function limitsOf(form: ThresholdForm): HealthLimits {
  return {
    direction: form.direction,
    warning: numberOf(form.warning) ?? null,
    critical: numberOf(form.critical) ?? null,
    hysteresis: numberOf(form.hysteresis) ?? 0,
    holdSeconds: numberOf(form.hold) ?? 0,
  };
}

export function thresholdOf(form: ThresholdForm): NewHealthThreshold {
  return {
    scope: form.scope,
    ...(form.scope !== 'default' && { scopeName: form.scopeName.trim() }),
    metric: form.metric.trim(),
    limits: limitsOf(form),
  };
}

/** Undefined for nothing typed, NaN for what is no number. */
function numberOf(text: string): number | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  const number = Number(typed);
  return Number.isFinite(number) ? number : NaN;
}
