// Faces of the query page.
import { button, text, world } from './world.mjs';

export const faces = [
  {
    name: 'query',
    path: 'query',
    shows: (page) => page.getByRole('heading', { name: 'Ask the fleet' }),
  },
  {
    name: 'query-results',
    path: () => `query?query=SELECT * FROM devices WHERE deviceId = '${world.device.deviceId}'`,
    shows: (page) => page.getByRole('link', { name: world.device.deviceId }),
  },
  {
    name: 'query-json',
    path: () => `query?query=SELECT * FROM devices WHERE deviceId = '${world.device.deviceId}'`,
    act: (page) => page.getByRole('tab', { name: 'JSON' }).click(),
    shows: (page) => text(page, '"deviceId"'),
  },
  {
    name: 'query-none',
    path: "query?query=SELECT * FROM devices WHERE deviceId = 'none'",
    shows: (page) => text(page, 'The query found nothing'),
  },
  {
    name: 'query-wrong',
    path: 'query?query=SELECT FROM devices',
    shows: (page) => text(page, /wrong at character/),
  },
  {
    name: 'query-error',
    path: 'query?query=SELECT * FROM devices',
    meet: (page) => page.route('**/api/v1/query', (call) => call.abort()),
    shows: (page) => button(page, 'Try again'),
  },
];
