export const createDevice = {
  title: 'New device',
  deviceId: 'Device id',
  deviceIdHint: "Up to 128 letters, digits and - . _ : ! # $ % & ( ) * + , = ? @ ; '",
  deviceIdInvalid:
    "Use 1 to 128 letters, digits or the marks - . _ : ! # $ % & ( ) * + , = ? @ ; '",
  enabled: 'The device may connect',
  ownKeys: 'Set the keys myself',
  primaryKey: 'Primary key',
  secondaryKey: 'Secondary key',
  keyHint: 'Base64, 16 to 64 bytes. Leave empty to have one generated.',
  submit: 'Create',
  submitting: 'Creating…',
  failed: 'The device was not created',
  doneTitle: (deviceId: string) => `${deviceId} is ready`,
  done: 'Give this connection string to the device now. It holds a secret: anybody who has it can connect as this device.',
  connectionString: 'Connection string',
  open: 'Open device',
};
