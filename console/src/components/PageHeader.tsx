import { Caption1, makeStyles, Title3, tokens } from '@fluentui/react-components';
import { useEffect, type ReactNode } from 'react';
import { texts } from '../lib/texts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, minWidth: 0 },
  header: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
  },
  title: { overflowWrap: 'anywhere' },
  hint: { color: tokens.colorNeutralForeground3 },
});

interface PageHeaderProps {
  title: string;
  hint?: ReactNode;
  /** The way back to the pages above, a {@link Trail}. */
  trail?: ReactNode;
  children?: ReactNode;
}

/** The page's heading; it also names the browser tab. */
export function PageHeader({ title, hint, trail, children }: PageHeaderProps) {
  const styles = useStyles();
  useEffect(() => {
    document.title = texts.page(title);
  }, [title]);
  return (
    <header className={styles.page}>
      {trail}
      <div className={styles.header}>
        <Title3 as="h1" className={styles.title}>
          {title}
        </Title3>
        {hint && <Caption1 className={styles.hint}>{hint}</Caption1>}
        {children}
      </div>
    </header>
  );
}
