import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { keys } from '../../api/keys';
import { sessionQuery } from '../../api/session';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { PasswordForm } from '../../components/PasswordForm';
import { Trail } from '../../components/Trail';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { SessionsPanel } from './SessionsPanel';
import { TokensPanel } from './TokensPanel';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  password: { maxWidth: '480px' },
});

/** One's own password, sessions and tokens. */
export function AccountPage() {
  const styles = useStyles();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  const role = session && (texts.session.roles[session.role] ?? session.role);
  return (
    <div className={styles.page}>
      <PageHeader
        title={texts.account.title}
        hint={
          session &&
          [session.userName, role, session.group && texts.account.limitedTo(session.group)]
            .filter(Boolean)
            .join(' · ')
        }
        trail={<Trail />}
      />
      <TokensPanel />
      <SessionsPanel />
      {session?.local && (
        <Panel
          title={texts.password.submit}
          hint={texts.account.passwordHint}
          className={styles.password}
        >
          <PasswordForm
            onChanged={() => {
              notify.success(texts.password.changed);
              void queryClient.invalidateQueries({ queryKey: keys.ownSessions });
            }}
          />
        </Panel>
      )}
    </div>
  );
}
