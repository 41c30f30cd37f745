export const theme = {
  label: 'Theme',
  light: 'Light',
  dark: 'Dark',
  system: 'Same as system',
};
