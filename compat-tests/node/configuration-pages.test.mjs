// The console's pages of configurations in a real browser against a running hub, with one device whose tags
// the test sets. Takes the variables that `./homeport env` prints.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { at, call, connectDevice, launch, openWindow, picture, signedIn, tag } from './fixture.mjs';

let browser;
let page;
let device;
let site;
let low;
let high;

before(async () => {
  device = await connectDevice();
  site = `site-${device.deviceId}`;
  low = `low-${device.deviceId}`;
  high = `high-${device.deviceId}`;
  await tag(device.deviceId, { site });
  browser = await launch();
  page = await signedIn(await openWindow(browser));
});

after(async () => {
  for (const id of [low, high]) await call(page, 'DELETE', api(id));
  await browser?.close();
  await device?.close();
});

const api = (id) => at(`/api/v1/configurations/${encodeURIComponent(id)}`);
const button = (name) => page.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('dialog');
const row = (name) => page.getByRole('row').filter({ hasText: name });
const region = (name) => page.getByRole('region', { name, exact: true });

async function make(id, priority, content, targetCondition = `tags.site = '${site}'`) {
  const made = await call(page, 'PUT', api(id), {
    priority,
    targetCondition,
    content: { deviceContent: content },
  });
  assert.equal(made.status(), 200, await made.text());
}

describe('a new configuration', () => {
  test('says whom it is for, and what is wrong with a condition', async () => {
    await page.getByRole('link', { name: 'Configurations' }).first().click();
    await button('New configuration').click();
    await dialog().getByLabel('Configuration id').fill(low);
    await dialog().getByLabel('Priority').fill('1');
    await dialog().getByLabel('Target condition').fill(`tags.site == '${site}'`);
    await page.getByText(/wrong at character 12/).waitFor();
    await dialog().getByLabel('Target condition').fill("status = 'enabled'");
    await page.getByText(/not about status/).waitFor();

    await dialog().getByLabel('Target condition').fill(`tags.site = '${site}'`);

    await page.getByText('Matches 1 device now').waitFor();
  });

  test('says which paths its content sets, and what is wrong with it', async () => {
    const content = dialog().getByLabel('Content');
    await content.fill('{ "chiller": 1 }');
    await page.getByText(/does not begin with properties.desired/).waitFor();

    await content.fill('{ "properties.desired.chiller": { "temperature": 66, "mode": "eco" } }');

    await page.getByText('Sets chiller.mode, chiller.temperature').waitFor();
  });

  test('tries the query of a metric', async () => {
    await button('Add metric').click();
    await page.getByLabel('Name of metric 1').fill('there');
    const query = page.getByLabel('Query of metric 1');
    await query.fill('SELECT nothing');
    await button('Try metric 1').click();
    await dialog()
      .getByRole('alert')
      .getByText(/wrong at character/)
      .waitFor();

    await query.fill(`SELECT deviceId FROM devices WHERE deviceId = '${device.deviceId}'`);
    await button('Try metric 1').click();

    await page.getByText('Finds 1 twin now').waitFor();
    await picture(page, 'configuration-new');
  });

  test('reaches the device, and its page counts it', async () => {
    await button('Add label').click();
    await page.getByLabel('Name of label 1').fill('team');
    await page.getByLabel('Text of label 1').fill('cooling');
    await button('Save').click();
    await page.getByRole('heading', { name: low, exact: true }).waitFor();

    await region('Targets').getByRole('link', { name: device.deviceId }).waitFor();
    await row(device.deviceId).getByText('Applied', { exact: true }).waitFor();
    await region('Metrics').getByText('100% of the targets').waitFor();
    await region('Metrics').getByRole('link', { name: 'there' }).waitFor();
    await page.getByText('team: cooling').waitFor();
    await page.getByText('Nobody else sets the same.').waitFor();
  });

  test('has its targets in the device list, too', async () => {
    await page.getByLabel('Which targets').selectOption('Where it is applied');
    await page.getByRole('link', { name: 'Open in the device list' }).click();

    await page.getByText('1–1 of 1', { exact: true }).waitFor();
    await page.getByRole('link', { name: device.deviceId, exact: true }).waitFor();
    await page.goto(at(`configurations/${low}`));
    await region('Targets').getByRole('link', { name: device.deviceId }).waitFor();
  });
});

describe('a conflict', () => {
  test('is shown with who wins and why, without loading the page again', async () => {
    await make(high, 1, { 'properties.desired.chiller.temperature': 70 });

    const conflicts = region('Conflicts');
    await conflicts.getByText(/Loses to/).waitFor();
    await conflicts.getByText(/same priority 1 and was created later/).waitFor();
    await conflicts.getByText('chiller.temperature', { exact: true }).waitFor();
    await row(device.deviceId).getByRole('link', { name: high }).waitFor();
    await picture(page, 'configuration-conflict');
  });

  test('is marked in the list, which can be searched', async () => {
    await page.goto(at(`configurations?search=${site}`));

    await row(low).getByText('Loses on 1').waitFor();
    assert.equal(
      await row(high)
        .getByText(/Loses on/)
        .count(),
      0,
    );
    await page.getByRole('columnheader', { name: 'Conflicts' }).getByRole('button').click();
    await page.waitForURL(/sort=overridden/);
    await page.getByLabel('Search configurations').fill('cooling');
    await row(high).waitFor({ state: 'detached' });
    await row(low).waitFor();
  });

  test('tells why the device has the value that it has', async () => {
    await page.goto(at(`devices/${device.deviceId}?tab=configurations`));
    const targeting = region('Configurations that target it');
    await targeting.getByRole('link', { name: high }).waitFor();
    assert.deepEqual(await targeting.getByRole('link').allTextContents(), [high, low]);

    await button('Why does chiller.temperature have its value?').click();

    await dialog().getByText('chiller.temperature = 70').waitFor();
    await dialog()
      .getByText(/same priority 1 and was created earlier/)
      .waitFor();
    await picture(page, 'why');
    await button('Close').click();
  });

  test('tells of a value that no configuration sets who else did', async () => {
    const { etag } = await (
      await page.request.get(at(`/api/v1/devices/${device.deviceId}/twin`))
    ).json();
    await call(
      page,
      'PATCH',
      `/api/v1/devices/${device.deviceId}/twin`,
      { properties: { desired: { byHand: true } } },
      { 'If-Match': `"${etag}"` },
    );
    await page.goto(at(`devices/${device.deviceId}?tab=twin`));

    await button('Why does byHand have its value?').click();

    await dialog()
      .getByText(/has set it by hand/)
      .waitFor();
    await dialog()
      .getByText(/It was changed last/)
      .waitFor();
    await button('Close').click();
  });
});

describe('an edit', () => {
  test('does not overwrite what somebody else changed meanwhile, and merges it', async () => {
    await page.goto(at(`configurations/${low}`));
    await button('Edit').click();
    await dialog().getByLabel('Priority').fill('5');
    const read = await (await page.request.get(api(low))).json();
    const { labels, targetCondition, priority, etag } = read.configuration;
    const theirs = await call(
      page,
      'PUT',
      api(low),
      { labels: { ...labels, site: 'north' }, targetCondition, priority },
      { 'If-Match': `"${etag}"` },
    );
    assert.equal(theirs.status(), 200);

    await button('Save').click();

    await page.getByText(/changed while you were editing/).waitFor();
    await page.getByText(/touch different properties/).waitFor();
    await picture(page, 'configuration-merge');
    await button('Merge and review').click();
    assert.equal(await dialog().getByLabel('Priority').inputValue(), '5');
    assert.equal(await page.getByLabel('Text of label 1').inputValue(), 'north');
    await button('Save').click();
    await dialog().waitFor({ state: 'detached' });
    await page.getByText('site: north').waitFor();
    await region('Conflicts')
      .getByText(/Wins over/)
      .waitFor();
  });

  test('says on how many devices a configuration has values before it deletes it', async () => {
    await button('Delete').click();
    const asked = page.getByRole('alertdialog');
    await asked.getByText(/It targets 1 device or module/).waitFor();
    await asked.getByRole('button', { name: 'Delete' }).click();

    await page.getByRole('heading', { name: 'Configurations', exact: true }).waitFor();
    await page.getByRole('link', { name: low, exact: true }).waitFor({ state: 'detached' });
  });
});
