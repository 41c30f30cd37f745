export const connection = {
  label: 'Data',
  connecting: 'Connecting',
  live: 'Live',
  polling: 'Polling',
  offline: 'Offline',
  hint: {
    connecting: 'Opening the live connection.',
    live: 'Changes appear as they happen.',
    polling: 'Changes are not pushed here. This page is refreshed every 5 seconds.',
    offline: 'The server cannot be reached. What you see is what was loaded last.',
  },
};
