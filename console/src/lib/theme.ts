import { webDarkTheme, webLightTheme, type Theme } from '@fluentui/react-components';
import { createValue } from './value';

export type ThemeChoice = 'light' | 'dark' | 'system';

const STORED_AS = 'homeport.theme';
const dark = window.matchMedia('(prefers-color-scheme: dark)');

function stored(): ThemeChoice {
  const value = localStorage.getItem(STORED_AS);
  return value === 'light' || value === 'dark' ? value : 'system';
}

export const themeChoice = createValue<ThemeChoice>(stored());
export const systemIsDark = createValue(dark.matches);
dark.addEventListener('change', (event) => systemIsDark.set(event.matches));

export function chooseTheme(choice: ThemeChoice): void {
  localStorage.setItem(STORED_AS, choice);
  themeChoice.set(choice);
}

export const lightTheme: Theme = {
  ...webLightTheme,
  // The default grey of secondary text is below 4.5:1 on the page's own grey.
  colorNeutralForeground3: '#5c5c5c',
};

export const darkTheme: Theme = {
  ...webDarkTheme,
  // The default blue of links and red of failures are below 4.5:1 on a row under the mouse.
  colorBrandForegroundLink: '#62abf5',
  colorPaletteRedForeground1: '#eea3a5',
  colorNeutralForeground3: '#b3b3b3',
};
