import {
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
  Select,
  tokens,
} from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { keys } from '../../api/keys';
import { sessionQuery } from '../../api/session';
import { ChoiceField } from '../../components/ChoiceField';
import { SecretField } from '../../components/SecretField';
import { ErrorState } from '../../components/States';
import { texts } from '../../lib/texts';
import { createToken } from './queries';

const LIVES = [7, 30, 90, 365];
const ROLES = ['admin', 'technician', 'viewer'] as const;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

/** Makes a token, and shows its secret once. */
export function TokenDialog({ onClose }: { onClose: () => void }) {
  const styles = useStyles();
  const queryClient = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  // An administrator's token may do less than the administrator; others have their own role only.
  const roles = ROLES.filter((role) => session?.role === 'admin' || role === session?.role);
  const [name, setName] = useState('');
  const [role, setRole] = useState(roles.at(-1) ?? 'viewer');
  const [days, setDays] = useState(90);
  const [tried, setTried] = useState(false);
  const create = useMutation({
    mutationFn: () => createToken({ name, role, days }),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: keys.tokens }),
  });
  const missing = name.trim() === '';

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (!missing && !create.isPending) create.mutate();
  };

  return (
    <Dialog
      open
      modalType={create.data ? 'alert' : 'modal'}
      onOpenChange={(_, { open }) => !open && onClose()}
    >
      <DialogSurface>
        <form onSubmit={submit} noValidate>
          <DialogBody>
            <DialogTitle>{texts.account.newToken}</DialogTitle>
            {create.data ? (
              <DialogContent className={styles.form}>
                <MessageBar intent="warning" layout="multiline">
                  <MessageBarBody>{texts.account.secretHint}</MessageBarBody>
                </MessageBar>
                <SecretField startRevealed label={texts.account.secret} value={create.data.token} />
              </DialogContent>
            ) : (
              <DialogContent className={styles.form}>
                {create.error && (
                  <ErrorState title={texts.account.tokenFailed} error={create.error} />
                )}
                <Field
                  required
                  label={texts.account.tokenName}
                  validationMessage={tried && missing ? texts.account.tokenNameMissing : undefined}
                >
                  <Input
                    value={name}
                    maxLength={100}
                    autoComplete="off"
                    onChange={(_, { value }) => setName(value)}
                  />
                </Field>
                <ChoiceField
                  label={texts.account.role}
                  choices={roles}
                  word={(one) => texts.session.roles[one] ?? one}
                  value={role}
                  onChange={setRole}
                />
                <Field label={texts.account.days}>
                  <Select value={String(days)} onChange={(_, { value }) => setDays(Number(value))}>
                    {LIVES.map((life) => (
                      <option key={life} value={life}>
                        {texts.account.dayCount(life)}
                      </option>
                    ))}
                  </Select>
                </Field>
              </DialogContent>
            )}
            <DialogActions>
              {create.data ? (
                <Button appearance="primary" onClick={onClose}>
                  {texts.close}
                </Button>
              ) : (
                <>
                  <Button type="submit" appearance="primary" disabledFocusable={create.isPending}>
                    {create.isPending ? texts.saving : texts.save}
                  </Button>
                  <Button onClick={onClose}>{texts.cancel}</Button>
                </>
              )}
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
