import { KeysDialog } from '../../components/KeysDialog';
import { texts } from '../../lib/texts';
import { policyKeysQuery, renewKey } from './queries';

interface PolicyKeysDialogProps {
  hub: string;
  policy: string;
  onClose: () => void;
}

/** The keys of a policy, and fresh ones in their place. */
export function PolicyKeysDialog({ hub, policy, onClose }: PolicyKeysDialogProps) {
  return (
    <KeysDialog
      title={texts.hubs.keysOf(policy)}
      query={policyKeysQuery(hub, policy)}
      secrets={(keys) => [
        [texts.hubs.primaryKey, keys.primaryKey],
        [texts.hubs.connectionString, keys.connectionString],
        [texts.hubs.secondaryKey, keys.secondaryKey],
        [texts.hubs.secondaryConnectionString, keys.secondaryConnectionString],
      ]}
      renewals={[
        { label: texts.hubs.renewPrimary, renew: () => renewKey(hub, policy, 'primary') },
        { label: texts.hubs.renewSecondary, renew: () => renewKey(hub, policy, 'secondary') },
      ]}
      consequence={texts.hubs.renewBody}
      onClose={onClose}
    />
  );
}
