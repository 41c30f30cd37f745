import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react';
import { count } from '../../lib/format';

const useStyles = makeStyles({
  link: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr auto',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  icon: { display: 'grid' },
  figure: {
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  good: { color: tokens.colorPaletteGreenForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
  bad: { color: tokens.colorPaletteRedForeground1 },
  poor: { color: tokens.colorPaletteDarkOrangeForeground1 },
});

interface FigureProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  icon: ReactNode;
  label: string;
  figure: number;
  tone: 'good' | 'poor' | 'bad' | 'quiet';
  ref?: Ref<HTMLAnchorElement>;
}

/** A number that leads to what it counts. */
export const FigureLink = createLink(function Figure({
  icon,
  label,
  figure,
  tone,
  ...props
}: FigureProps) {
  const styles = useStyles();
  return (
    <a {...props} className={styles.link}>
      <span aria-hidden className={mergeClasses(styles.icon, styles[tone])}>
        {icon}
      </span>
      <span>{label}</span>
      <span className={styles.figure}>{count(figure)}</span>
    </a>
  );
});
