import {
  createDOMRenderer,
  FluentProvider,
  makeStyles,
  RendererProvider,
  Toaster,
  tokens,
} from '@fluentui/react-components';
import { useEffect, type ReactNode } from 'react';
import { cspNonce } from '../lib/csp';
import { darkTheme, lightTheme, systemIsDark, themeChoice } from '../lib/theme';
import { useValue } from '../lib/value';
import { TOASTER } from './useNotify';

const nonce = cspNonce();
const renderer = createDOMRenderer(
  document,
  nonce ? { styleElementAttributes: { nonce } } : undefined,
);

const FULL_HEIGHT = { height: '100%' };

const useStyles = makeStyles({
  root: { height: '100%', backgroundColor: tokens.colorNeutralBackground2 },
});

/** The theme, and the style renderer with the page's nonce, around everything. */
export function ThemedApp({ children }: { children: ReactNode }) {
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <Themed>{children}</Themed>
    </RendererProvider>
  );
}

// Apart, because styles made above the provider would go to a renderer that has no nonce.
function Themed({ children }: { children: ReactNode }) {
  const styles = useStyles();
  const isDark = useIsDark();

  useEffect(() => {
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
  }, [isDark]);

  return (
    <FluentProvider theme={isDark ? darkTheme : lightTheme} style={FULL_HEIGHT}>
      {/* Not the provider's own class name: Fluent gives that to every portal, which would cover the page. */}
      <div className={styles.root}>{children}</div>
      <Toaster toasterId={TOASTER} position="bottom-end" />
    </FluentProvider>
  );
}

export function useIsDark(): boolean {
  const choice = useValue(themeChoice);
  const system = useValue(systemIsDark);
  return choice === 'system' ? system : choice === 'dark';
}
