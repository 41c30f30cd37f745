import {
  CheckmarkCircle16Regular,
  DismissCircle16Regular,
  Prohibited16Regular,
} from '@fluentui/react-icons';
import { StateBadge, type StateMark } from '../../components/StateBadge';
import { texts } from '../../lib/texts';
import type { Outcome } from './search';

const MARKS: Record<Outcome, StateMark> = {
  succeeded: [CheckmarkCircle16Regular, 'good'],
  denied: [Prohibited16Regular, 'bad'],
  failed: [DismissCircle16Regular, 'poor'],
};

/** How an action ended. */
export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  return <StateBadge mark={MARKS[outcome]} word={texts.audit.outcomes[outcome]} />;
}
