export const password = {
  current: 'Current password',
  fresh: 'New password',
  again: 'New password again',
  hint: 'At least 12 characters.',
  short: 'Use at least 12 characters.',
  different: 'The two are not the same.',
  missing: 'Enter your current password.',
  submit: 'Change password',
  changed: 'Password changed; you are signed out everywhere else',
  failed: 'The password was not changed',
};
