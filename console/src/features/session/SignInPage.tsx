import {
  Button,
  Caption1,
  Divider,
  Field,
  Input,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Title3,
  tokens,
  Tooltip,
} from '@fluentui/react-components';
import { Eye20Regular, EyeOff20Regular } from '@fluentui/react-icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState, type SubmitEvent } from 'react';
import { ApiProblem, problemText } from '../../api/problem';
import type { Session } from '../../api/types';
import { CardPage } from '../../components/CardPage';
import { Mark } from '../../components/shell/Mark';
import { texts } from '../../lib/texts';
import { signIn, signInOptionsQuery } from './queries';

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  titles: { display: 'flex', flexDirection: 'column' },
  subtitle: { color: tokens.colorNeutralForeground3 },
  provider: { textDecorationLine: 'none' },
  submit: { marginTop: tokens.spacingVerticalS },
});

interface SignInPageProps {
  expired: boolean;
  /** What the identity provider's way back came to. */
  problem?: string | undefined;
  /** The page that the person wanted. */
  to?: string | undefined;
  onSignedIn: (session: Session) => void;
}

export function SignInPage({ expired, problem, to = '/', onSignedIn }: SignInPageProps) {
  const styles = useStyles();
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const [visible, setVisible] = useState(false);
  const [tried, setTried] = useState(false);
  const enter = useMutation({ mutationFn: signIn, onSuccess: onSignedIn });
  const wait = useCountdown(enter.error);
  const provider = useQuery(signInOptionsQuery).data?.provider;

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (userName && password && !enter.isPending && wait === 0)
      enter.mutate({ userName, password });
  };
  const toggle = visible ? texts.session.hidePassword : texts.session.showPassword;

  return (
    <CardPage title={texts.session.submit} onSubmit={submit}>
      <div className={styles.head}>
        <Mark size={40} />
        <div className={styles.titles}>
          <Title3 as="h1">{texts.session.title}</Title3>
          <Caption1 className={styles.subtitle}>{texts.session.subtitle}</Caption1>
        </div>
      </div>
      {enter.error ? (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>{refusal(enter.error, wait)}</MessageBarBody>
        </MessageBar>
      ) : problem ? (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>
            {texts.session.problems[problem] ?? texts.session.problems.unusable}
          </MessageBarBody>
        </MessageBar>
      ) : (
        expired && (
          <MessageBar intent="info" layout="multiline">
            <MessageBarBody>{texts.session.expired}</MessageBarBody>
          </MessageBar>
        )
      )}
      {provider && (
        <>
          <Button
            as="a"
            size="large"
            className={styles.provider}
            href={`/api/v1/session/oidc?to=${encodeURIComponent(to)}`}
          >
            {texts.session.submitWith(provider)}
          </Button>
          <Divider>{texts.session.or}</Divider>
        </>
      )}
      <Field
        label={texts.session.userName}
        validationMessage={tried && !userName ? texts.session.userNameMissing : undefined}
      >
        <Input
          name="userName"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={userName}
          onChange={(_, { value }) => setUserName(value)}
        />
      </Field>
      <Field
        label={texts.session.password}
        validationMessage={tried && !password ? texts.session.passwordMissing : undefined}
      >
        <Input
          name="password"
          type={visible ? 'text' : 'password'}
          autoComplete="current-password"
          value={password}
          onChange={(_, { value }) => setPassword(value)}
          contentAfter={
            <Tooltip content={toggle} relationship="label">
              <Button
                appearance="subtle"
                size="small"
                icon={visible ? <EyeOff20Regular /> : <Eye20Regular />}
                onClick={() => setVisible(!visible)}
              />
            </Tooltip>
          }
        />
      </Field>
      <Button
        type="submit"
        appearance="primary"
        size="large"
        className={styles.submit}
        disabledFocusable={enter.isPending || wait > 0}
      >
        {enter.isPending ? texts.session.submitting : texts.session.submit}
      </Button>
    </CardPage>
  );
}

function refusal(error: unknown, wait: number): string {
  if (!(error instanceof ApiProblem)) return problemText(error);
  if (error.status === 401) return texts.session.wrong;
  if (error.status !== 429) return problemText(error);
  const hint = error.retryAfterSeconds === undefined ? texts.session.waitAWhile : '';
  return `${texts.session.tooMany} ${wait > 0 ? texts.session.waitSeconds(wait) : hint}`;
}

/** The seconds that are left of a Retry-After, counting down. */
function useCountdown(error: unknown): number {
  const [left, setLeft] = useState(0);
  const seconds = error instanceof ApiProblem ? (error.retryAfterSeconds ?? 0) : 0;

  useEffect(() => {
    const end = Date.now() + seconds * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [error, seconds]);

  return left;
}
