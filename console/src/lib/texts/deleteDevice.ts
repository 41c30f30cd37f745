export const deleteDevice = {
  title: 'Delete this device?',
  body: 'The identity, its keys, its twin and its queued messages are removed. A connected device is disconnected. This cannot be undone.',
};
