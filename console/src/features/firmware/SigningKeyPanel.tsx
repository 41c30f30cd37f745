import { Button, Field, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { Code } from '../../components/Code';
import { Panel } from '../../components/Panel';
import { ErrorState, LoadingRows } from '../../components/States';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { importSigningKey, signingKeyQuery } from './queries';

const words = texts.firmware;

const useStyles = makeStyles({
  column: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  pem: { fontFamily: tokens.fontFamilyMonospace },
  submit: { alignSelf: 'start' },
});

/** The public key that devices trust, and the way to one of one's own. */
export function SigningKeyPanel() {
  const styles = useStyles();
  const key = useQuery(signingKeyQuery);
  const [importing, setImporting] = useState(false);
  return (
    <Panel
      title={words.key}
      hint={words.keyHint}
      actions={!importing && <Button onClick={() => setImporting(true)}>{words.ownKey}</Button>}
    >
      <div className={styles.column}>
        {key.error && <ErrorState error={key.error} onRetry={() => void key.refetch()} />}
        {key.isPending && <LoadingRows rows={2} />}
        {key.data && <Code label={words.publicKey} text={key.data.publicKey.trim()} />}
        {importing && <ImportKey onDone={() => setImporting(false)} />}
      </div>
    </Panel>
  );
}

function ImportKey({ onDone }: { onDone: () => void }) {
  const styles = useStyles();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [pem, setPem] = useState('');
  const take = useMutation({
    mutationFn: () => importSigningKey(pem),
    onSuccess: (key) => {
      queryClient.setQueryData(keys.signingKey, key);
      void queryClient.invalidateQueries({ queryKey: keys.firmware, exact: true });
      notify.success(words.keyImported);
      onDone();
    },
  });
  return (
    <>
      {take.error && <ErrorState title={words.importFailed} error={take.error} />}
      <Field label={words.ownKey} hint={words.ownKeyHint}>
        <Textarea
          resize="vertical"
          spellCheck={false}
          autoComplete="off"
          placeholder="-----BEGIN PRIVATE KEY-----"
          value={pem}
          textarea={{ className: styles.pem, rows: 4 }}
          onChange={(_, { value }) => setPem(value)}
        />
      </Field>
      <Button
        className={styles.submit}
        appearance="primary"
        disabledFocusable={!pem.trim() || take.isPending}
        onClick={() => take.mutate()}
      >
        {words.importKey}
      </Button>
    </>
  );
}
