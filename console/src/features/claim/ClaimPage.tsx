import {
  Body1,
  Button,
  Field,
  Input,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Title3,
  tokens,
} from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState, type SubmitEvent } from 'react';
import { ApiProblem, problemText } from '../../api/problem';
import { HandedOut } from '../../components/HandedOut';
import { Mark } from '../../components/shell/Mark';
import { texts } from '../../lib/texts';
import { claim } from './queries';

const useStyles = makeStyles({
  page: {
    display: 'grid',
    placeItems: 'center',
    height: '100%',
    overflow: 'auto',
    padding: tokens.spacingHorizontalM,
    boxSizing: 'border-box',
  },
  card: {
    boxSizing: 'border-box',
    width: '100%',
    maxWidth: '420px',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalXXL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow16,
  },
  head: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  code: { fontFamily: tokens.fontFamilyMonospace },
});

/** Where an end user registers a device with the code that came with it. */
export function ClaimPage() {
  const styles = useStyles();
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const register = useMutation({ mutationFn: claim });

  useEffect(() => {
    document.title = texts.page(texts.claim.title);
  }, []);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (code.trim() && !register.isPending) register.mutate(code.trim());
  };

  return (
    <main className={styles.page}>
      <form className={styles.card} onSubmit={submit} noValidate>
        <div className={styles.head}>
          <Mark size={40} />
          <Title3 as="h1">{register.data ? texts.claim.done : texts.claim.title}</Title3>
        </div>
        {register.data ? (
          <>
            <Body1>{texts.claim.device(register.data.serial)}</Body1>
            <HandedOut device={register.data} />
          </>
        ) : (
          <>
            {register.error && (
              <MessageBar intent="error" layout="multiline" role="alert">
                <MessageBarBody>{refusal(register.error)}</MessageBarBody>
              </MessageBar>
            )}
            <Field
              label={texts.claim.code}
              hint={texts.claim.hint}
              validationMessage={tried && !code.trim() ? texts.claim.codeMissing : undefined}
            >
              <Input
                size="large"
                value={code}
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
                input={{ className: styles.code }}
                onChange={(_, { value }) => setCode(value)}
              />
            </Field>
            <Button
              type="submit"
              appearance="primary"
              size="large"
              disabledFocusable={register.isPending}
            >
              {register.isPending ? texts.claim.submitting : texts.claim.submit}
            </Button>
          </>
        )}
      </form>
    </main>
  );
}

function refusal(error: unknown): string {
  if (!(error instanceof ApiProblem) || error.status !== 429) return problemText(error);
  const wait = error.retryAfterSeconds;
  return `${texts.claim.tooMany} ${
    wait === undefined ? texts.session.waitAWhile : texts.session.waitSeconds(wait)
  }`;
}
