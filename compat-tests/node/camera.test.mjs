// A label is read with the camera: Chromium's own camera of tests shows a film of a QR code.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import qrcode from 'qrcode-generator';
import { at, launch, openWindow, picture, signedIn } from './fixture.mjs';

const SERIAL = 'TX-100-00042';
const WIDTH = 640;
const HEIGHT = 480;
const FRAMES = 10;
const MODULE = 10;

let folder;
let browser;

/** A film in YUV4MPEG2, as Chromium takes it for a camera, of a label that says `text`. */
function film(text) {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const side = code.getModuleCount();
  const left = Math.floor((WIDTH - side * MODULE) / 2);
  const top = Math.floor((HEIGHT - side * MODULE) / 2);
  const brightness = Buffer.alloc(WIDTH * HEIGHT, 235);
  for (let y = 0; y < side * MODULE; y++) {
    for (let x = 0; x < side * MODULE; x++) {
      if (code.isDark(Math.floor(y / MODULE), Math.floor(x / MODULE))) {
        brightness[(top + y) * WIDTH + left + x] = 16;
      }
    }
  }
  const colour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), brightness, colour]);
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  return Buffer.concat([head, ...Array(FRAMES).fill(frame)]);
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homeport-camera-'));
  const file = join(folder, 'label.y4m');
  await writeFile(file, film(`SN: ${SERIAL}`));
  browser = await launch(
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${file}`,
  );
});

after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true });
});

async function scan(permissions) {
  const window = await openWindow(browser, { viewport: { width: 390, height: 844 }, permissions });
  const page = await signedIn(window);
  await page.goto(at('/console/onboard'));
  await page.getByRole('button', { name: 'Scan', exact: true }).click();
  return page;
}

describe('the camera', () => {
  test('reads the serial number of a label, which is then looked for', async () => {
    const page = await scan(['camera']);
    await page.getByText(`there is no manufacturing record of ${SERIAL}`).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await picture(page, 'scanned');
    await page.context().close();
  });

  test('that must not be used is told of, and the number can be typed', async () => {
    const page = await scan([]);
    await page.getByText('The camera cannot be used.').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByLabel('Serial number or MAC address').fill(SERIAL);
    await page.context().close();
  });
});
