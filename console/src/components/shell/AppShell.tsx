import {
  Button,
  makeStyles,
  mergeClasses,
  OverlayDrawer,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  Subtitle2,
  tokens,
  Tooltip,
} from '@fluentui/react-components';
import {
  Dismiss20Regular,
  Navigation20Regular,
  PanelLeftContract20Regular,
  PanelLeftExpand20Regular,
} from '@fluentui/react-icons';
import { useState, type ReactNode } from 'react';
import { texts } from '../../lib/texts';
import { LiveIndicator } from './LiveIndicator';
import { Mark } from './Mark';
import { Navigation } from './Navigation';
import { ThemeMenu } from './ThemeMenu';
import { useBarButton } from './useBarButton';

const PHONE = '@media (max-width: 700px)';
const STORED_AS = 'homeport.navigation';

const useStyles = makeStyles({
  shell: {
    display: 'grid',
    height: '100%',
    gridTemplateRows: '48px minmax(0, 1fr)',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
  },
  skip: {
    position: 'absolute',
    left: tokens.spacingHorizontalS,
    top: '-60px',
    zIndex: 10,
    padding: tokens.spacingHorizontalS,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorBrandForegroundLink,
    ':focus': { top: tokens.spacingVerticalXS },
  },
  bar: {
    gridColumn: '1 / -1',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `0 ${tokens.spacingHorizontalM}`,
    color: tokens.colorNeutralForegroundOnBrand,
    backgroundColor: tokens.colorBrandBackground,
  },
  product: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    flexGrow: 1,
    minWidth: 0,
  },
  side: {
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'space-between',
    width: '208px',
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    [PHONE]: { display: 'none' },
  },
  sideNarrow: { width: '48px' },
  fold: { padding: tokens.spacingHorizontalXS },
  main: {
    position: 'relative',
    gridColumn: 2,
    overflow: 'auto',
    outlineStyle: 'none',
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalXXL}`,
    [PHONE]: { gridColumn: '1 / -1', padding: tokens.spacingHorizontalM },
  },
  phoneOnly: { display: 'none', [PHONE]: { display: 'inline-flex' } },
  drawer: { padding: 0 },
});

interface AppShellProps {
  userMenu: ReactNode;
  children: ReactNode;
}

/** Top bar, navigation and the page. On a phone the navigation is a drawer. */
export function AppShell({ userMenu, children }: AppShellProps) {
  const styles = useStyles();
  const onBar = useBarButton();
  const [drawer, setDrawer] = useState(false);
  const [narrow, setNarrow] = useState(() => localStorage.getItem(STORED_AS) === 'narrow');

  const fold = () => {
    localStorage.setItem(STORED_AS, narrow ? 'wide' : 'narrow');
    setNarrow(!narrow);
  };
  const foldLabel = narrow ? texts.navigation.expand : texts.navigation.collapse;

  return (
    <div className={styles.shell}>
      <a href="#content" className={styles.skip} onClick={focusContent}>
        {texts.skipToContent}
      </a>
      <header className={styles.bar}>
        <Button
          appearance="subtle"
          className={mergeClasses(onBar, styles.phoneOnly)}
          icon={<Navigation20Regular />}
          aria-label={texts.navigation.open}
          aria-expanded={drawer}
          onClick={() => setDrawer(true)}
        />
        <div className={styles.product}>
          <Mark />
          <Subtitle2>{texts.product}</Subtitle2>
        </div>
        <LiveIndicator />
        <ThemeMenu />
        {userMenu}
      </header>
      <div className={mergeClasses(styles.side, narrow && styles.sideNarrow)}>
        <Navigation narrow={narrow} />
        <div className={styles.fold}>
          <Tooltip content={foldLabel} relationship="label" positioning="after">
            <Button
              appearance="subtle"
              size="large"
              icon={narrow ? <PanelLeftExpand20Regular /> : <PanelLeftContract20Regular />}
              aria-expanded={!narrow}
              onClick={fold}
            />
          </Tooltip>
        </div>
      </div>
      <main id="content" tabIndex={-1} className={styles.main}>
        {children}
      </main>
      <OverlayDrawer
        open={drawer}
        size="small"
        onOpenChange={(_, { open }) => setDrawer(open)}
        aria-label={texts.navigation.label}
      >
        <DrawerHeader>
          <DrawerHeaderTitle
            action={
              <Button
                appearance="subtle"
                aria-label={texts.close}
                icon={<Dismiss20Regular />}
                onClick={() => setDrawer(false)}
              />
            }
          >
            {texts.product}
          </DrawerHeaderTitle>
        </DrawerHeader>
        <DrawerBody className={styles.drawer}>
          <Navigation onChosen={() => setDrawer(false)} />
        </DrawerBody>
      </OverlayDrawer>
    </div>
  );
}

// Following the fragment would put #content into the address and confuse the router.
function focusContent(event: { preventDefault: () => void }) {
  event.preventDefault();
  document.getElementById('content')?.focus();
}
