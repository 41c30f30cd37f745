// Pictures of every page of the console, light and dark, of the running Homeport, for the documentation:
//   node screenshots.mjs FOLDER
// What the pages need to have something to show (a group, two configurations, a job, a user, a token) is made before
// and deleted after; the devices are those that are there.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { consoleUrl, enter, launch, openWindow } from './fixture.mjs';

const GUARD = { 'X-Homeport-Request': '1' };
const SIZE = { width: 1440, height: 900 };
const GROUP = 'north';
const JOB = 'faster-telemetry';
const CONFIGURATIONS = {
  'telemetry-every-2-s': {
    priority: 10,
    targetCondition: '*',
    labels: { team: 'field' },
    content: { deviceContent: { 'properties.desired.telemetryInterval': 2 } },
    metrics: { reporting: 'SELECT deviceId FROM devices WHERE IS_DEFINED(properties.reported.model)' },
  },
  'north-every-second': {
    priority: 20,
    targetCondition: 'properties.reported.location.latitude > 50',
    labels: { team: 'field', region: 'north' },
    content: { deviceContent: { 'properties.desired.telemetryInterval': 1 } },
  },
};

const folder = process.argv[2];
if (!folder) {
  console.error('usage: node screenshots.mjs FOLDER');
  process.exit(2);
}

const api = (path) => new URL(`/api/v1/${path}`, consoleUrl).href;

const browser = await launch();
try {
  await mkdir(folder, { recursive: true });
  const window = await openWindow(browser, { viewport: SIZE });
  const page = await window.newPage();
  await page.goto(consoleUrl);
  await enter(page, process.env.HOMEPORT_ADMIN_PASSWORD);
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  const session = await window.storageState();
  const call = async (method, path, data) => {
    const answer = await window.request.fetch(api(path), { method, headers: GUARD, data });
    if (!answer.ok() && method !== 'DELETE') {
      throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    }
    return answer;
  };

  const { items } = await (await call('GET', 'devices?pageSize=50&connection=connected')).json();
  const device = items[0]?.deviceId;
  if (!device) throw new Error('no device is connected: start the demo fleet with ./homeport up');

  try {
    await prepare(call);
    for (const colorScheme of ['light', 'dark']) {
      const looks = { viewport: SIZE, colorScheme };
      await shoot(await openWindow(browser, looks), [['sign-in', '', 'User name']], colorScheme);
      await shoot(
        await openWindow(browser, { ...looks, storageState: session }),
        pages(device),
        colorScheme,
      );
    }
  } finally {
    await clear(call);
  }
} finally {
  await browser.close();
}

/** Name, path below the console, and what is there once the page is: words, or where they stand. */
function pages(device) {
  const one = `devices/${encodeURIComponent(device)}`;
  const query = 'SELECT deviceId, properties.reported.model, properties.reported.firmware.version FROM devices';
  return [
    ['overview', '', 'Recently active devices'],
    ['devices', 'devices', device],
    ['device', one, 'temperature'],
    ['device-health', `${one}?tab=health`, 'Judged by'],
    ['device-telemetry', `${one}?tab=telemetry`, 'battery'],
    ['device-timeline', `${one}?tab=timeline`, 'Connected'],
    ['device-twin', `${one}?tab=twin`, 'firmware.version'],
    ['device-configurations', `${one}?tab=configurations`, 'telemetryInterval'],
    ['groups', 'groups', GROUP],
    ['group', `groups/${GROUP}`, 'demo-'],
    ['thresholds', 'health', 'battery'],
    ['configurations', 'configurations', 'north-every-second'],
    ['configuration', 'configurations/north-every-second', 'reported'],
    ['jobs', 'jobs', JOB],
    ['job', `jobs/${JOB}`, /of \d+/],
    ['query', `query?query=${encodeURIComponent(query)}`, 'Run'],
    ['reports', 'reports', 'No schedules'],
    ['report-print', 'print/report?report=inventory', device],
    ['users', 'users', 'New user'],
    ['audit', 'audit', (page) => page.getByRole('cell')],
    ['account', 'account', /Tokens/i],
  ];
}

async function prepare(call) {
  await clear(call);
  await call('PUT', `groups/${GROUP}`, {
    description: 'North of 50 degrees',
    condition: 'properties.reported.location.latitude > 50',
  });
  for (const [id, configuration] of Object.entries(CONFIGURATIONS)) {
    await call('PUT', `configurations/${id}`, configuration);
  }
  const { items } = await (await call('GET', 'jobs?pageSize=500')).json();
  if (!items.some(({ jobId }) => jobId === JOB)) {
    await call('PUT', `jobs/${JOB}`, {
      type: 'scheduleUpdateTwin',
      updateTwin: { etag: '*', tags: { plan: 'fast' } },
      queryCondition: '*',
      maxExecutionTimeInSeconds: 60,
    });
  }
}

async function clear(call) {
  for (const id of Object.keys(CONFIGURATIONS)) await call('DELETE', `configurations/${id}`);
  await call('DELETE', `groups/${GROUP}`);
}

async function shoot(window, list, colorScheme) {
  const page = await window.newPage();
  for (const [name, path, words] of list) {
    await page.goto(new URL(path, consoleUrl.endsWith('/') ? consoleUrl : `${consoleUrl}/`).href);
    const there = typeof words === 'function' ? words(page) : page.getByText(words);
    await there.first().waitFor();
    await page.waitForTimeout(1_500); // charts, badges and live values come after the words
    const file = join(folder, `${name}-${colorScheme}.png`);
    await page.screenshot({ path: file });
    console.log(file);
  }
  await window.close();
}
