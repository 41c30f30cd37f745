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

const useStyles = makeStyles({
  root: { height: '100%', backgroundColor: tokens.colorNeutralBackground2 },
});

/** The theme, and the style renderer with the page's nonce, around everything. */
export function ThemedApp({ children }: { children: ReactNode }) {
  const styles = useStyles();
  const isDark = useIsDark();

  useEffect(() => {
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
  }, [isDark]);

  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={isDark ? darkTheme : lightTheme} className={styles.root}>
        {children}
        <Toaster toasterId={TOASTER} position="bottom-end" />
      </FluentProvider>
    </RendererProvider>
  );
}

export function useIsDark(): boolean {
  const choice = useValue(themeChoice);
  const system = useValue(systemIsDark);
  return choice === 'system' ? system : choice === 'dark';
}
