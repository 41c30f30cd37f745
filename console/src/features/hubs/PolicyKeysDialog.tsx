import {
  Body1,
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { SecretField } from '../../components/SecretField';
import { ErrorState, LoadingRows } from '../../components/States';
import { texts } from '../../lib/texts';
import { policyKeysQuery, renewKey } from './queries';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  row: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface PolicyKeysDialogProps {
  hub: string;
  policy: string;
  onClose: () => void;
}

/** The keys of a policy, covered until asked for, and fresh ones in their place. */
export function PolicyKeysDialog({ hub, policy, onClose }: PolicyKeysDialogProps) {
  const styles = useStyles();
  const queryClient = useQueryClient();
  const shown = useQuery(policyKeysQuery(hub, policy));
  const [asking, setAsking] = useState<'primary' | 'secondary'>();
  const renew = useMutation({
    mutationFn: (key: 'primary' | 'secondary') => renewKey(hub, policy, key),
    onSuccess: (fresh) => queryClient.setQueryData(keys.policyKeys(hub, policy), fresh),
    onSettled: () => setAsking(undefined),
  });
  const error = shown.error ?? renew.error;

  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{texts.hubs.keysOf(policy)}</DialogTitle>
          <DialogContent className={styles.content}>
            {error && <ErrorState title={texts.hubs.keysFailed} error={error} />}
            {shown.isPending && <LoadingRows />}
            {shown.data && (
              <>
                <SecretField label={texts.hubs.primaryKey} value={shown.data.primaryKey} />
                <SecretField
                  label={texts.hubs.connectionString}
                  value={shown.data.connectionString}
                />
                <SecretField label={texts.hubs.secondaryKey} value={shown.data.secondaryKey} />
                <SecretField
                  label={texts.hubs.secondaryConnectionString}
                  value={shown.data.secondaryConnectionString}
                />
                {asking === undefined ? (
                  <div className={styles.row}>
                    <Button onClick={() => setAsking('primary')}>{texts.hubs.renewPrimary}</Button>
                    <Button onClick={() => setAsking('secondary')}>
                      {texts.hubs.renewSecondary}
                    </Button>
                  </div>
                ) : (
                  <>
                    <Body1>
                      {texts.hubs.renewTitle} {texts.hubs.renewBody}
                    </Body1>
                    <div className={styles.row}>
                      <Button
                        appearance="primary"
                        disabledFocusable={renew.isPending}
                        onClick={() => !renew.isPending && renew.mutate(asking)}
                      >
                        {texts.hubs.renew}
                      </Button>
                      <Button onClick={() => setAsking(undefined)}>{texts.cancel}</Button>
                    </div>
                  </>
                )}
              </>
            )}
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {texts.close}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
