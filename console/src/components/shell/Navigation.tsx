import { makeStyles, mergeClasses, tokens, Tooltip } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import { useGroupLimit, useMay } from '../../api/session';
import { texts } from '../../lib/texts';
import { entries } from './entries';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    listStyleType: 'none',
    margin: 0,
    padding: tokens.spacingHorizontalXS,
  },
  link: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    height: '36px',
    padding: `0 ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
    },
    '&[aria-current="page"]': {
      color: tokens.colorNeutralForeground1,
      fontWeight: tokens.fontWeightSemibold,
      backgroundColor: tokens.colorSubtleBackgroundSelected,
    },
    '&[aria-current="page"]::before': {
      content: '""',
      position: 'absolute',
      left: 0,
      top: '9px',
      bottom: '9px',
      width: '3px',
      borderRadius: '2px',
      backgroundColor: tokens.colorBrandStroke1,
    },
  },
  narrow: { padding: '0 10px' },
  icon: { flexShrink: 0 },
});

interface NavigationProps {
  /** Icons only; the names are in tool tips. */
  narrow?: boolean;
  onChosen?: () => void;
}

export function Navigation({ narrow = false, onChosen }: NavigationProps) {
  const styles = useStyles();
  const may = useMay();
  const limited = useGroupLimit() !== null;
  const shown = entries.filter(
    ({ needs, fleet }) => (needs === undefined || may(needs)) && !(fleet && limited),
  );
  return (
    <nav aria-label={texts.navigation.label}>
      <ul className={styles.list}>
        {shown.map(({ to, label, icon: Icon }) => {
          const link = (
            <Link
              to={to}
              activeOptions={{ exact: to === '/', includeSearch: false }}
              className={mergeClasses(styles.link, narrow && styles.narrow)}
              aria-label={narrow ? label : undefined}
              onClick={onChosen}
            >
              <Icon className={styles.icon} aria-hidden />
              {!narrow && label}
            </Link>
          );
          return (
            <li key={to}>
              {narrow ? (
                <Tooltip content={label} relationship="inaccessible" positioning="after">
                  {link}
                </Tooltip>
              ) : (
                link
              )}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
