// How many frames a second the overview is drawn with in Chromium while the fleet changes:
//   node frames.mjs SECONDS
// Prints one line of JSON. Takes the variables that `./homeport env` prints; `./homeport bench --frames` makes the changes.
import { launch, openWindow, signedIn } from './fixture.mjs';

const seconds = Number(process.argv[2]);
if (!(seconds > 0)) {
  console.error('usage: node frames.mjs SECONDS');
  process.exit(2);
}

const browser = await launch();
try {
  let changes = 0;
  const window = await openWindow(browser);
  window.on('page', (opened) =>
    opened.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        changes += JSON.parse(payload).changed?.length ?? 0;
      }),
    ),
  );
  const page = await signedIn(window);
  await page.getByText('Live', { exact: true }).first().waitFor();
  await page.waitForTimeout(2_000); // the map and the first lists are there
  const before = changes;
  const gaps = await page.evaluate(gapsOfFrames, seconds * 1000);
  const told = changes - before;
  gaps.sort((a, b) => a - b);
  console.log(
    JSON.stringify({
      changesPerSecond: told / seconds,
      framesPerSecond: gaps.length / seconds,
      p99Millis: gaps[Math.floor(gaps.length * 0.99)],
      mostMillis: gaps.at(-1),
    }),
  );
} finally {
  await browser.close();
}

/** In the page: the times between the frames that it draws in so many milliseconds. */
function gapsOfFrames(millis) {
  return new Promise((resolve) => {
    const gaps = [];
    let last = performance.now();
    const end = last + millis;
    const frame = (now) => {
      gaps.push(now - last);
      last = now;
      if (now < end) requestAnimationFrame(frame);
      else resolve(gaps);
    };
    requestAnimationFrame(frame);
  });
}
