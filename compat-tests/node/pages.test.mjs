// Every face of every page of the console, dark on a phone and light on a desk: axe finds nothing
// to complain about, and nothing makes the page scroll sideways. HOMEPORT_SCREENSHOTS names a folder
// for pictures.
import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { button, world } from './faces/world.mjs';
import {
  at,
  call,
  connectDevice,
  consoleUrl,
  launch,
  openWindow,
  picture,
  signedIn,
} from './fixture.mjs';

/** A face is brought about in the first, where there is least room, and then takes up the next in its place. */
const LOOKS = [
  { look: 'dark-phone', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
  { look: 'light-desk', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
];
/** Pages that are looked at side by side, each at its share of the faces. */
const WINDOWS = 2;
const ROOMS = [
  'overview',
  'devices',
  'device',
  'groups',
  'thresholds',
  'jobs',
  'configurations',
  'firmware',
  'deployments',
  'provisioning',
  'hubs',
  'onboarding',
  'webhooks',
  'query',
  'audit',
  'alerts',
  'reports',
  'people',
  'settings',
];

let browser;
let device;
let silent;
let session;
let group;
let configurations;
let job;
let window;

before(async () => {
  [device, silent] = await Promise.all([connectDevice(), connectDevice()]);
  await silent.client.close();
  device.client.onDeviceMethod('ring', (_, response) =>
    response.send(200, { rang: true }, () => {}),
  );
  const twin = await device.client.getTwin();
  await new Promise((resolve, reject) => {
    twin.properties.reported.update(
      {
        model: 'browser',
        firmware: { version: '1.4.2' },
        location: { latitude: 52.5, longitude: 13.4 },
      },
      (error) => (error ? reject(error) : resolve()),
    );
  });
  for (let i = 0; i < 12; i++) {
    await device.send({ temperature: 20 + Math.sin(i), humidity: 40 + i, state: 'ok' });
  }
  await device.send({ battery: 80 });
  await device.send({ battery: 8 });
  browser = await launch();
  window = await openWindow(browser);
  const page = await signedIn(window);
  session = await window.cookies();
  group = `group-${device.deviceId}`;
  await call(page, 'PUT', `/api/v1/groups/${group}`, {
    description: 'What axe looks at',
    condition: `deviceId = '${device.deviceId}'`,
  });
  configurations = ['axe-high', 'axe-low'].map((name) => `${name}-${device.deviceId}`);
  for (const [priority, id] of configurations.entries()) {
    await call(page, 'PUT', configurationUrl(id), {
      priority: 2 - priority,
      targetCondition: `deviceId = '${device.deviceId}'`,
      labels: { team: 'cooling' },
      content: { deviceContent: { 'properties.desired.axe': { limit: 3 + priority } } },
      metrics: { here: `SELECT deviceId FROM devices WHERE deviceId = '${device.deviceId}'` },
    });
  }
  await call(page, 'PUT', recordUrl(), {
    model: 'TX-100',
    customer: 'Only for axe',
    order: '4711',
  });
  job = `job-${device.deviceId}`;
  await makeJob(job, { maxExecutionTimeInSeconds: 20 });
  await makeJob(`${job}-later`, { startTime: new Date(Date.now() + 3_600_000).toISOString() });
  Object.assign(world, { device, silent, group, configurations, job });
  await page.close();
});

/** A job for one device that answers and one that never comes. */
async function makeJob(jobId, times) {
  await call(window, 'PUT', `/api/v1/jobs/${jobId}`, {
    type: 'scheduleDeviceMethod',
    cloudToDeviceMethod: { methodName: 'ring', responseTimeoutInSeconds: 10 },
    queryCondition: `deviceId IN ['${device.deviceId}', '${silent.deviceId}']`,
    ...times,
  });
}

after(async () => {
  for (const id of configurations ?? []) {
    await call(window, 'DELETE', configurationUrl(id));
  }
  await call(window, 'POST', `/api/v1/jobs/${job}-later/cancel`);
  await call(window, 'DELETE', `/api/v1/groups/${group}`);
  await call(window, 'DELETE', recordUrl());
  await browser?.close();
  await Promise.all([device?.close(), silent?.close()]);
});

const recordUrl = () => `/api/v1/records/record-${device.deviceId}`;
const configurationUrl = (id) => `/api/v1/configurations/${id}`;

/** A face's address below the console, how it is brought about, and what shows that it is there. */
const faces = (await Promise.all(ROOMS.map((room) => import(`./faces/${room}.mjs`)))).flatMap(
  (room) => room.faces,
);

/** What axe says against the page, in one line each. */
async function complaints(page) {
  const { violations } = await new AxeBuilder({ page })
    // Without frames from elsewhere, one window is enough to put the answers together.
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    // Fluent's own markers, which hand the focus on to what stands beside them.
    .exclude('[data-tabster-dummy]')
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes
      // An open menu stands beside the page, outside of its landmarks, as dialogs do.
      .filter(({ target }) => !(id === 'region' && /menu/i.test(target.join(' '))))
      .map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}

/** How many pixels the page is wider than the window. */
function overhang(page) {
  return page.evaluate(() =>
    Math.max(
      ...[document.documentElement, ...document.querySelectorAll('main')].map(
        (box) => box.scrollWidth - box.clientWidth,
      ),
    ),
  );
}

async function hold(page, name) {
  await page.evaluate(() => document.fonts.ready);
  // What fades in is half transparent first, and has no contrast then.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getTiming().iterations !== Infinity)
        .map((animation) => animation.finished),
    ),
  );
  await picture(page, name);
  assert.deepEqual(await complaints(page), []);
  assert.equal(await overhang(page), 0, 'pixels that stick out');
}

/**
 * As in a window of that look; the page draws itself anew when it is there already. What that closes, as it does some
 * menus, is closed afterwards.
 */
async function takeUp(page, { colorScheme, viewport }) {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme });
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

/** What does not last, as what is shown while a page loads, is brought about once more. */
async function holdInEveryLook(testOf, page, name, bring, shown) {
  for (const [number, { look, ...settings }] of LOOKS.entries()) {
    await testOf.test(look, async () => {
      await takeUp(page, settings);
      if (number === 0 || !(await shown.isVisible())) await bring();
      await page.waitForFunction(
        (scheme) => document.documentElement.style.colorScheme === scheme,
        settings.colorScheme,
      );
      await shown.waitFor();
      await hold(page, `${look}-${name}`);
    });
  }
}

async function openPage() {
  return (await openWindow(browser, { reducedMotion: 'reduce' })).newPage();
}

test('sign-in', async (t) => {
  const page = await openPage();
  const bring = async () => {
    await page.goto(consoleUrl);
    await button(page, 'Sign in').click();
  };
  await holdInEveryLook(t, page, 'sign-in', bring, page.getByRole('alert').first());
  await page.context().close();
});

describe('every face', { concurrency: WINDOWS }, () => {
  for (let share = 0; share < WINDOWS; share++) {
    describe(`of window ${share + 1}`, { concurrency: 1 }, () => {
      let page;

      before(async () => {
        page = await openPage();
        await page.context().addCookies(session);
      });

      after(() => page.context().close());

      for (const { name, path = '', meet, act, shows } of faces.filter(
        (_, number) => number % WINDOWS === share,
      )) {
        test(name, async (t) => {
          await page.unrouteAll({ behavior: 'ignoreErrors' });
          await meet?.(page);
          const bring = async () => {
            await page.goto(at(typeof path === 'function' ? path() : path));
            await act?.(page);
          };
          await holdInEveryLook(t, page, name, bring, shows(page));
        });
      }
    });
  }
});
