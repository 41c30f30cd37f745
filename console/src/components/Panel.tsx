import { Caption1, makeStyles, mergeClasses, Subtitle2, tokens } from '@fluentui/react-components';
import { useId, type ReactNode } from 'react';

const useStyles = makeStyles({
  panel: {
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  header: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    minHeight: '32px',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`,
    flexWrap: 'wrap',
  },
  titles: { display: 'flex', flexDirection: 'column', flex: '1 1 180px', minWidth: 0 },
  hint: { color: tokens.colorNeutralForeground3 },
  body: { padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalL}`, minWidth: 0 },
  flush: { padding: 0 },
});

interface PanelProps {
  title: string;
  hint?: ReactNode;
  actions?: ReactNode;
  /** True for tables, which reach from edge to edge. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
}

/** A titled part of a page. */
export function Panel({ title, hint, actions, flush, className, children }: PanelProps) {
  const styles = useStyles();
  const id = useId();
  return (
    <section aria-labelledby={id} className={mergeClasses(styles.panel, className)}>
      <header className={styles.header}>
        <div className={styles.titles}>
          <Subtitle2 as="h2" id={id}>
            {title}
          </Subtitle2>
          {hint && <Caption1 className={styles.hint}>{hint}</Caption1>}
        </div>
        {actions}
      </header>
      <div className={mergeClasses(styles.body, flush && styles.flush)}>{children}</div>
    </section>
  );
}
