export const claim = {
  title: 'Register your device',
  hint: 'Enter the code from the card that came with it.',
  code: 'Code',
  codeMissing: 'Enter the code.',
  submit: 'Register',
  submitting: 'Registering…',
  done: 'Your device is registered',
  device: (serial: string) => `Serial number ${serial}`,
  tooMany: 'Too many wrong codes came from your connection.',
};
