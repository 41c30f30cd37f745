import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { askedHub } from './askedHub';
import { keys, LIVE } from './keys';
import { LiveConnection, type Socket } from './live';
import { keepCacheLive } from './liveCache';

const overview = (hub: string, running: number) => ({ hub, runningJobs: running });

let socket: Socket;
let live: LiveConnection;
let stops: (() => void)[];

function cacheOf(hub: string | undefined): QueryClient {
  const queryClient = new QueryClient();
  queryClient.setQueryData(keys.overview, overview(hub ?? 'main', 0));
  stops.push(keepCacheLive(queryClient, live, hub));
  return queryClient;
}

const says = (message: unknown) => socket.onmessage?.({ data: JSON.stringify(message) });

beforeEach(() => {
  vi.useFakeTimers();
  stops = [];
  live = new LiveConnection(() => {
    socket = { onopen: null, onmessage: null, onclose: null, send: vi.fn(), close: vi.fn() };
    return socket;
  });
  live.connect();
});

afterEach(() => {
  for (const stop of stops) stop();
  live.disconnect();
  askedHub.set(undefined);
  vi.useRealTimers();
});

it('writesWhatItHearsToTheCacheOfTheHubThatIsShown', () => {
  const first = cacheOf(undefined);
  const north = cacheOf('north');
  askedHub.set('north');

  says({ type: 'overview', ...overview('north', 3) });

  expect(north.getQueryData(keys.overview)).toEqual(overview('north', 3));
  expect(first.getQueryData(keys.overview)).toEqual(overview('main', 0));
});

it('loadsWhatIsShownEveryFiveSecondsOnlyWhileTheConnectionIsDown', async () => {
  const north = cacheOf('north');
  askedHub.set('north');
  const load = vi.fn(() => Promise.resolve(overview('north', 1)));
  stops.push(
    new QueryObserver(north, {
      queryKey: keys.overview,
      queryFn: load,
      staleTime: Infinity,
      meta: LIVE,
    }).subscribe(() => undefined),
  );

  says({ type: 'hello', cursor: 'n1' });
  await vi.advanceTimersByTimeAsync(0);
  const before = load.mock.calls.length;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(load).toHaveBeenCalledTimes(before);

  socket.onclose?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(load).toHaveBeenCalledTimes(before + 1);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(load).toHaveBeenCalledTimes(before + 2);
});
