import type { HealthLimits } from '../api/types';
import { measurement } from '../lib/format';
import { texts } from '../lib/texts';

interface LimitTextProps {
  limits: HealthLimits;
  level: 'warning' | 'critical';
}

/** From which value on a metric is bad. */
export function LimitText({ limits, level }: LimitTextProps) {
  const limit = limits[level] ?? null;
  return limit === null
    ? texts.none
    : texts.thresholds.limits[limits.direction](measurement(limit));
}
