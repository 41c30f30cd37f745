export const dryRun = {
  label: 'What it would be done to',
  devices: (count: string, one: boolean) =>
    count === '0' ? 'No device matches.' : one ? '1 device matches' : `${count} devices match`,
  connected: (count: string) => `(${count} connected).`,
  sample: (deviceIds: readonly string[], more: string) =>
    more === '0' ? deviceIds.join(', ') : `${deviceIds.join(', ')} and ${more} more`,
  countedAt: (time: string) => `Counted at ${time}.`,
  again: 'Count again',
  failed: 'The devices could not be counted',
};
