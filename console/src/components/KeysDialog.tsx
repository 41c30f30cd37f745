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
import {
  useMutation,
  useQuery,
  useQueryClient,
  type QueryKey,
  type UseQueryOptions,
} from '@tanstack/react-query';
import { useState } from 'react';
import { texts } from '../lib/texts';
import { SecretField } from './SecretField';
import { ErrorState, LoadingRows } from './States';

const words = texts.credentials;

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  row: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface Renewal<T> {
  label: string;
  renew: () => Promise<T>;
}

interface KeysDialogProps<T, Key extends QueryKey> {
  title: string;
  hint?: string;
  query: UseQueryOptions<T, Error, T, Key>;
  /** Names and values, from the first to the last. */
  secrets: (keys: T) => readonly (readonly [string, string])[];
  renewals: readonly Renewal<T>[];
  /** What a renewal does to those who use the keys. */
  consequence: string;
  onClose: () => void;
}

/** Keys, covered until asked for, and fresh ones in their place after a question. */
export function KeysDialog<T, Key extends QueryKey>(props: KeysDialogProps<T, Key>) {
  const { query, renewals, onClose } = props;
  const styles = useStyles();
  const queryClient = useQueryClient();
  const shown = useQuery(query);
  const [asking, setAsking] = useState<Renewal<T>>();
  const renewal = useMutation({
    mutationFn: ({ renew }: Renewal<T>) => renew(),
    onSuccess: (fresh) => queryClient.setQueryData<T>(query.queryKey, () => fresh),
    onSettled: () => setAsking(undefined),
  });
  const error = shown.error ?? renewal.error;

  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{props.title}</DialogTitle>
          <DialogContent className={styles.content}>
            {props.hint && <Body1>{props.hint}</Body1>}
            {error && <ErrorState title={words.failed} error={error} />}
            {shown.isPending && <LoadingRows />}
            {shown.data !== undefined && (
              <>
                {props.secrets(shown.data).map(([label, value]) => (
                  <SecretField key={label} label={label} value={value} />
                ))}
                {asking === undefined ? (
                  <div className={styles.row}>
                    {renewals.map((one) => (
                      <Button key={one.label} onClick={() => setAsking(one)}>
                        {one.label}
                      </Button>
                    ))}
                  </div>
                ) : (
                  <>
                    <Body1>
                      {words.renewTitle} {props.consequence}
                    </Body1>
                    <div className={styles.row}>
                      <Button
                        appearance="primary"
                        disabledFocusable={renewal.isPending}
                        onClick={() => !renewal.isPending && renewal.mutate(asking)}
                      >
                        {words.renew}
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
