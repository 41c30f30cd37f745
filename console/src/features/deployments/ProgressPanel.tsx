import type { Deployment, DeviceUpdate } from '../../api/types';
import { CountsPanel } from '../../components/CountsPanel';
import { texts } from '../../lib/texts';
import { DeploymentProgress } from './DeploymentProgress';
import { DEVICE_STATUSES } from './search';

const words = texts.deployments;

interface ProgressPanelProps {
  deployment: Deployment;
  /** What the list of devices is filtered by. */
  status: DeviceUpdate['status'] | undefined;
  onChoose: (status: DeviceUpdate['status'] | undefined) => void;
}

/** How far the deployment is, and how many devices are in which state. */
export function ProgressPanel({ deployment, status, onChoose }: ProgressPanelProps) {
  return (
    <CountsPanel
      title={words.progress}
      label={words.counts}
      counts={DEVICE_STATUSES.map((each) => ({
        outcome: each,
        label: words.deviceStatuses[each],
        number: deployment.counts[each] ?? 0,
        bad: each === 'Failed',
      }))}
      chosen={status}
      onChoose={onChoose}
    >
      <DeploymentProgress deployment={deployment} />
    </CountsPanel>
  );
}
