import {
  ArrowSync16Regular,
  CheckmarkCircle16Regular,
  Clock16Regular,
  DismissCircle16Regular,
  PauseCircle20Regular,
  Prohibited16Regular,
} from '@fluentui/react-icons';
import type { Deployment } from '../../api/types';
import { StateBadge, type StateMark } from '../../components/StateBadge';
import { texts } from '../../lib/texts';

const MARKS: Record<Deployment['status'], StateMark> = {
  scheduled: [Clock16Regular, 'quiet'],
  running: [ArrowSync16Regular, 'busy'],
  paused: [PauseCircle20Regular, 'poor'],
  cancelling: [Prohibited16Regular, 'busy'],
  completed: [CheckmarkCircle16Regular, 'good'],
  failed: [DismissCircle16Regular, 'bad'],
  cancelled: [Prohibited16Regular, 'quiet'],
};

/** How far a deployment is. */
export function DeploymentBadge({ status }: { status: Deployment['status'] }) {
  return <StateBadge mark={MARKS[status]} word={texts.deployments.statuses[status]} />;
}
