// Pictures of every page of the console, light and dark, of the running Homeport, for the documentation:
//   node screenshots.mjs FOLDER [PAGE…]     all pages, or those that are named
// What the pages need to have something to show is made before; the devices are those that are there.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { at, call as request, launch, openWindow, signedIn } from './fixture.mjs';
import { alarm, clear, FIRMWARE, GROUP, HUB, JOB, prepare, RECORD } from './showcase.mjs';

const SIZE = { width: 1440, height: 900 };

const [folder, ...only] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node screenshots.mjs FOLDER [PAGE…]');
  process.exit(2);
}

const browser = await launch();
try {
  await mkdir(folder, { recursive: true });
  const window = await openWindow(browser, { viewport: SIZE });
  await signedIn(window);
  const session = await window.storageState();
  const call = async (method, path, data, headers) => {
    const answer = await request(window, method, `/api/v1/${path}`, data, headers);
    if (!answer.ok() && method !== 'DELETE') {
      throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    }
    return answer;
  };

  const { items } = await (await call('GET', 'devices?pageSize=50&connection=connected')).json();
  const device = items[0]?.deviceId;
  if (!device) throw new Error('no device is connected: start the demo fleet with ./homeport up');

  try {
    const deployment = await prepare(call);
    await over(call, deployment);
    for (const colorScheme of ['light', 'dark']) {
      const looks = { viewport: SIZE, colorScheme };
      await alarm(
        call,
        items.map(({ deviceId }) => deviceId),
      );
      await shoot(await openWindow(browser, looks), [['sign-in', '', 'User name']], colorScheme);
      await shoot(
        await openWindow(browser, { ...looks, storageState: session }),
        pages(device, deployment),
        colorScheme,
      );
    }
  } finally {
    await clear(call);
  }
} finally {
  await browser.close();
}

/** Name, path below the console, what is there once the page is (words, or where they stand), and what is done before. */
function pages(device, deployment) {
  const one = `devices/${encodeURIComponent(device)}`;
  const query = 'SELECT deviceId, properties.reported.model, properties.reported.firmware.version FROM devices';
  return [
    ['overview', '', 'Recently active devices'],
    ['alerts', 'alerts', (page) => page.getByRole('row').nth(1)],
    ['devices', 'devices', device],
    ['device', one, 'temperature'],
    ['device-health', `${one}?tab=health`, 'Judged by'],
    ['device-telemetry', `${one}?tab=telemetry`, 'battery'],
    ['device-timeline', `${one}?tab=timeline`, 'Connected'],
    ['device-twin', `${one}?tab=twin`, 'firmware.version'],
    ['device-configurations', `${one}?tab=configurations`, 'telemetryInterval'],
    ['device-updates', `${one}?tab=updates`, 'Updates'],
    ['alert-rules', 'alert-rules', 'operations'],
    ['groups', 'groups', GROUP],
    ['group', `groups/${GROUP}`, 'demo-'],
    ['thresholds', 'health', 'battery'],
    ['configurations', 'configurations', 'north-every-second'],
    ['configuration', 'configurations/north-every-second', 'reported'],
    ['onboard', 'onboard', 'Passed', check],
    ['claim', 'claim', 'Register your device'],
    ['records', 'records', RECORD],
    ['customers', 'customers', 'Harbour Cranes'],
    ['webhooks', 'status-webhooks', 'crm'],
    ['webhook', 'status-webhooks/crm', 'Enrolled'],
    ['firmware', 'firmware', FIRMWARE],
    ['deployments', 'deployments', FIRMWARE],
    ['deployment', `deployments/${deployment}`, 'Progress'],
    ['provisioning', 'provisioning', 'factory-line-2'],
    ['jobs', 'jobs', JOB],
    ['job', `jobs/${JOB}`, /of \d+/],
    ['query', `query?query=${encodeURIComponent(query)}`, 'Run'],
    ['reports', 'reports', 'No schedules'],
    ['report-print', 'print/report?report=inventory', device],
    ['hubs', 'hubs', HUB],
    ['hub', 'hubs/main', 'iothubowner'],
    ['users', 'users', 'New user'],
    ['audit', 'audit', (page) => page.getByRole('cell')],
    ['settings', 'settings', 'homeport.mail.host'],
    ['account', 'account', /Tokens/i],
  ];
}

/** Waits until a deployment has ended, so that its page shows what came of it; two minutes at most. */
async function over(call, id) {
  for (let i = 0; i < 60; i++) {
    const { endedAt } = await (await call('GET', `deployments/${id}`)).json();
    if (endedAt !== null) return;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
}

/** A technician looks whether a device may be onboarded. */
async function check(page) {
  await page.getByLabel('Serial number or MAC address').fill(RECORD);
  await page.getByRole('button', { name: 'Check' }).click();
}

async function shoot(window, list, colorScheme) {
  const page = await window.newPage();
  for (const [name, path, words, act] of list) {
    if (only.length > 0 && !only.includes(name)) continue;
    await page.goto(at(path));
    await act?.(page);
    const there = typeof words === 'function' ? words(page) : page.getByText(words).filter({ visible: true });
    await there.first().waitFor();
    await page.waitForTimeout(1_500); // charts, badges and live values come after the words
    const file = join(folder, `${name}-${colorScheme}.png`);
    await page.screenshot({ path: file });
    console.log(file);
  }
  await window.close();
}
