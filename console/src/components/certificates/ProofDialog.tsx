import {
  Body1,
  Button,
  Caption1,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  Subtitle2,
  tokens,
} from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { authoritiesQuery, type Authorities } from '../../api/authorities';
import { Code } from '../Code';
import { CopyButton } from '../CopyButton';
import { ErrorState } from '../States';
import { useNotify } from '../useNotify';
import { texts } from '../../lib/texts';
import { PemField } from './PemField';

const words = texts.certificates;

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  step: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  code: { fontFamily: tokens.fontFamilyMonospace },
  button: { alignSelf: 'start' },
});

/** How a certificate with the code as its name is signed, with OpenSSL. */
function commands(code: string): string {
  return [
    'openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \\',
    `  -keyout proof.key -out proof.csr -subj "/CN=${code}"`,
    'openssl x509 -req -in proof.csr -CA ca.pem -CAkey ca.key \\',
    '  -CAcreateserial -days 1 -out proof.pem',
  ].join('\n');
}

interface ProofDialogProps {
  of: Authorities;
  name: string;
  onClose: () => void;
}

/** Leads through the proof that somebody holds the key of an authority; each step appears after the one before. */
export function ProofDialog({ of, name, onClose }: ProofDialogProps) {
  const styles = useStyles();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const known = useQuery(authoritiesQuery(of)).data?.items.find((one) => one.name === name);
  const [proof, setProof] = useState('');
  const refresh = () => void queryClient.invalidateQueries({ queryKey: of.queryKey });
  const ask = useMutation({ mutationFn: () => of.makeCode(name), onSuccess: refresh });
  const verify = useMutation({
    mutationFn: () => of.verify(name, proof),
    onSuccess: () => {
      refresh();
      notify.success(words.nowVerified(name));
      onClose();
    },
  });
  const code = ask.data?.verificationCode ?? known?.verificationCode ?? undefined;

  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.proofTitle(name)}</DialogTitle>
          <DialogContent className={styles.content}>
            <Step number={1} title={words.codeTitle}>
              {ask.error && <ErrorState title={words.failed} error={ask.error} />}
              {code !== undefined && (
                <Field label={words.code}>
                  <Input
                    readOnly
                    value={code}
                    input={{ className: styles.code }}
                    contentAfter={
                      <CopyButton text={code} label={texts.credentials.copyOf(words.code)} />
                    }
                  />
                </Field>
              )}
              <Caption1>{words.codeHint}</Caption1>
              <Button
                className={styles.button}
                appearance={code === undefined ? 'primary' : 'secondary'}
                disabledFocusable={ask.isPending}
                onClick={() => !ask.isPending && ask.mutate()}
              >
                {code === undefined ? words.makeCode : words.makeCodeAgain}
              </Button>
            </Step>
            {code !== undefined && (
              <>
                <Step number={2} title={words.signTitle}>
                  <Body1>{words.signHint}</Body1>
                  <Code label={words.signCommands} text={commands(code)} />
                </Step>
                <Step number={3} title={words.proofStepTitle}>
                  {verify.error && <ErrorState title={words.proofFailed} error={verify.error} />}
                  <PemField required label={words.proof} value={proof} onChange={setProof} />
                </Step>
              </>
            )}
          </DialogContent>
          <DialogActions>
            {code !== undefined && (
              <Button
                appearance="primary"
                disabledFocusable={verify.isPending || proof.trim() === ''}
                onClick={() => !verify.isPending && proof.trim() !== '' && verify.mutate()}
              >
                {verify.isPending ? words.verifying : words.verify}
              </Button>
            )}
            <Button onClick={onClose}>{texts.close}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  const styles = useStyles();
  return (
    <section className={styles.step} aria-label={words.step(number, title)}>
      <Subtitle2 as="h2">{words.step(number, title)}</Subtitle2>
      {children}
    </section>
  );
}
