import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, type ReactNode, type SubmitEvent } from 'react';
import { texts } from '../lib/texts';

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

interface CardPageProps {
  /** What the browser tab is named. */
  title: string;
  /** Where the card is a form. */
  onSubmit?: (event: SubmitEvent) => void;
  children: ReactNode;
}

/** A page of one card in the middle, for those who are not inside yet. */
export function CardPage({ title, onSubmit, children }: CardPageProps) {
  const styles = useStyles();
  useEffect(() => {
    document.title = texts.page(title);
  }, [title]);
  return (
    <main className={styles.page}>
      {onSubmit ? (
        <form className={styles.card} onSubmit={onSubmit} noValidate>
          {children}
        </form>
      ) : (
        <div className={styles.card}>{children}</div>
      )}
    </main>
  );
}
