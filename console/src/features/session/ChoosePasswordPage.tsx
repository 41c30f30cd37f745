import { Body1, makeStyles, Title3, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { Session } from '../../api/types';
import { PasswordForm } from '../../components/PasswordForm';
import { texts } from '../../lib/texts';

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
    maxWidth: '400px',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalXXXL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow16,
  },
});

/** All that a person may do whose password somebody else chose. */
export function ChoosePasswordPage({ onChosen }: { onChosen: (session: Session) => void }) {
  const styles = useStyles();
  useEffect(() => {
    document.title = texts.page(texts.session.chooseTitle);
  }, []);
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <Title3 as="h1">{texts.session.chooseTitle}</Title3>
        <Body1>{texts.session.chooseHint}</Body1>
        <PasswordForm onChanged={onChosen} />
      </div>
    </main>
  );
}
