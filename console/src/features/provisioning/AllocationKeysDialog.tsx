import { KeysDialog } from '../../components/KeysDialog';
import { texts } from '../../lib/texts';
import { allocationKeysQuery, renewAllocationKey } from './queries';

const words = texts.provisioning;

/** What signs the questions to programs that choose hubs, now and next. */
export function AllocationKeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <KeysDialog
      title={words.allocationKeys}
      hint={words.allocationKeysHint}
      query={allocationKeysQuery}
      secrets={({ key, nextKey }) => [
        [words.allocationKey, key],
        [words.nextAllocationKey, nextKey],
      ]}
      renewals={[{ label: words.renewAllocationKey, renew: renewAllocationKey }]}
      consequence={words.renewAllocationKeyBody}
      onClose={onClose}
    />
  );
}
