import {
  Body1,
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  MessageBar,
  MessageBarBody,
  tokens,
} from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { keys } from '../../api/keys';
import { SecretField } from '../../components/SecretField';
import { ErrorState } from '../../components/States';
import { texts } from '../../lib/texts';
import { claimCodeQuery, makeClaimCode } from './queries';

const MAX_DAYS = 730;

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

/** Makes the code by which an end user registers a device, and shows it once. */
export function ClaimCodeDialog({ serial, onClose }: { serial: string; onClose: () => void }) {
  const styles = useStyles();
  const queryClient = useQueryClient();
  const known = useQuery(claimCodeQuery(serial)).data;
  const [days, setDays] = useState('90');
  const make = useMutation({
    mutationFn: () => makeClaimCode(serial, Number(days)),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: keys.claimCode(serial) }),
  });
  const valid = /^\d+$/.test(days) && Number(days) >= 1 && Number(days) <= MAX_DAYS;

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (valid && !make.isPending) make.mutate();
  };

  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <form onSubmit={submit} noValidate>
          <DialogBody>
            <DialogTitle>{texts.records.claimTitle(serial)}</DialogTitle>
            <DialogContent className={styles.content}>
              {make.error && <ErrorState title={texts.records.codeFailed} error={make.error} />}
              {make.data ? (
                <>
                  <MessageBar intent="warning" layout="multiline">
                    <MessageBarBody>{texts.records.codeOnce}</MessageBarBody>
                  </MessageBar>
                  <SecretField startRevealed label={texts.records.code} value={make.data.code} />
                  <Field label={texts.records.claimPage}>
                    <Input
                      readOnly
                      value={`${window.location.origin}${import.meta.env.BASE_URL}claim`}
                    />
                  </Field>
                </>
              ) : (
                <>
                  <Body1>{texts.records.claimBody}</Body1>
                  {known && <Body1>{texts.records.codeStatus[known.status]}</Body1>}
                  <Field
                    label={texts.records.days}
                    validationMessage={valid ? undefined : `1–${MAX_DAYS}`}
                  >
                    <Input
                      inputMode="numeric"
                      value={days}
                      onChange={(_, { value }) => setDays(value)}
                    />
                  </Field>
                </>
              )}
            </DialogContent>
            <DialogActions>
              {!make.data && (
                <Button type="submit" appearance="primary" disabledFocusable={make.isPending}>
                  {texts.records.makeCode}
                </Button>
              )}
              <Button onClick={onClose}>{make.data ? texts.close : texts.cancel}</Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
