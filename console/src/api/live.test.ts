import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveConnection, type LiveEvent, type Socket } from './live';
import type { DeviceSummary, TelemetryRecord } from './types';

class FakeSocket implements Socket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly sent: Record<string, unknown>[] = [];
  closed = false;

  send(text: string) {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }

  close() {
    this.closed = true;
  }

  says(message: Record<string, unknown>) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

const device = (deviceId: string, firmware = '1.0'): DeviceSummary => ({
  deviceId,
  status: 'enabled',
  connectionState: 'Connected',
  lastActivityTime: null,
  model: null,
  firmware,
  location: null,
  authenticationType: 'sas',
  health: 'unknown',
});

const record = (value: number): TelemetryRecord => ({
  deviceId: 'demo-01',
  moduleId: null,
  enqueuedTime: '2026-01-01T00:00:00Z',
  properties: {},
  systemProperties: {},
  body: { value },
  bodyBase64: null,
});

describe('live connection', () => {
  let sockets: FakeSocket[];
  let hubs: (string | undefined)[];
  let events: LiveEvent[];
  let live: LiveConnection;

  const socket = () => {
    const newest = sockets.at(-1);
    if (!newest) throw new Error('no socket was opened');
    return newest;
  };
  const greet = (cursor = 'c1') => {
    socket().onopen?.();
    socket().says({ type: 'hello', cursor });
  };

  beforeEach(() => {
    vi.useFakeTimers();
    sockets = [];
    hubs = [];
    events = [];
    live = new LiveConnection(
      (hub) => {
        const opened = new FakeSocket();
        hubs.push(hub);
        sockets.push(opened);
        return opened;
      },
      () => 1,
    );
    live.listen((event) => events.push(event));
    live.connect();
  });

  afterEach(() => {
    live.disconnect();
    vi.useRealTimers();
  });

  it('isLiveOnceTheServerHasGreeted', () => {
    expect(live.state.get()).toBe('connecting');

    greet();

    expect(live.state.get()).toBe('live');
    expect(socket().sent).toEqual([{ type: 'subscribe', telemetryOf: [] }]);
  });

  it('asksForAReloadAfterTheFirstGreetingSinceThePageMayBeOlderThanTheSocket', () => {
    greet();

    expect(events).toEqual([{ type: 'resync' }]);
  });

  it('comesBackWithLongerAndLongerPauses', () => {
    const pauses = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000];
    for (const [failures, pause] of pauses.entries()) {
      socket().onclose?.();
      expect(live.state.get()).toBe('down');
      vi.advanceTimersByTime(pause - 1);
      expect(sockets).toHaveLength(failures + 1);
      vi.advanceTimersByTime(1);
      expect(sockets).toHaveLength(failures + 2);
    }
  });

  it('resumesFromTheLastCursorItHasSeen', () => {
    greet('c1');
    socket().says({ type: 'devices', changed: [device('a')], removed: [], cursor: 'c7' });

    socket().onclose?.();
    vi.advanceTimersByTime(1_000);
    greet('c9');

    expect(socket().sent[0]).toEqual({ type: 'subscribe', telemetryOf: [], resumeFrom: 'c7' });
    expect(events.filter((event) => event.type === 'resync')).toHaveLength(1);
  });

  it('keepsItsOwnCursorUntilTheReplayBringsANewerOne', () => {
    greet('c1');
    socket().onclose?.();
    vi.advanceTimersByTime(1_000);
    greet('c9');

    socket().onclose?.();
    vi.advanceTimersByTime(1_000);
    socket().onopen?.();

    expect(socket().sent[0]).toMatchObject({ resumeFrom: 'c1' });
  });

  it('reloadsWhenTheServerCannotResume', () => {
    greet('c1');
    events = [];

    socket().says({ type: 'resync', cursor: 'c50' });

    expect(events).toEqual([{ type: 'resync' }]);
  });

  it('handsOnOnlyTheLastStateOfADeviceThatChangedOften', () => {
    greet();
    events = [];

    socket().says({ type: 'devices', changed: [device('a', '1.0')], removed: [], cursor: 'c2' });
    socket().says({ type: 'devices', changed: [device('a', '1.1')], removed: [], cursor: 'c3' });
    socket().says({ type: 'devices', changed: [], removed: ['b'], cursor: 'c4' });
    expect(events).toEqual([]);
    vi.advanceTimersByTime(250);

    expect(events).toEqual([{ type: 'devices', changed: [device('a', '1.1')], removed: ['b'] }]);
  });

  it('joinsTelemetryIntoBatches', () => {
    greet();
    events = [];

    socket().says({ type: 'telemetry', items: [record(1)] });
    socket().says({ type: 'telemetry', items: [record(2)] });
    vi.advanceTimersByTime(250);

    expect(events).toEqual([{ type: 'telemetry', items: [record(1), record(2)] }]);
  });

  it('subscribesToADeviceOnceHoweverManyWatchIt', () => {
    greet();

    const first = live.watchTelemetry('demo-01');
    const second = live.watchTelemetry('demo-01');
    first();
    second();

    expect(socket().sent.map((message) => message.telemetryOf)).toEqual([[], ['demo-01'], []]);
  });

  it('asksAgainForItsTelemetryAfterAReconnect', () => {
    live.watchTelemetry('demo-01');
    greet();
    socket().onclose?.();
    vi.advanceTimersByTime(1_000);

    greet();

    expect(socket().sent[0]).toMatchObject({ telemetryOf: ['demo-01'] });
  });

  it('fillsInWhatIsNotKnownYetOfAJobThatHasComeFurther', () => {
    greet();

    socket().says({ type: 'jobs', changed: [{ jobId: 'j', status: 'running', createdBy: 'ada' }] });

    expect(events.at(-1)).toEqual({
      type: 'jobs',
      changed: [
        { jobId: 'j', status: 'running', createdBy: 'ada', endTime: null, failureReason: null },
      ],
    });
  });

  it('hearsOfTheHubThatIsAskedForAndNothingMoreOfTheOneBefore', () => {
    greet('c1');
    const before = socket();
    before.says({ type: 'devices', changed: [device('a')], removed: [], cursor: 'c2' });
    events = [];

    live.ask('north');
    expect(live.state.get()).toBe('connecting');
    before.says({ type: 'devices', changed: [device('b')], removed: [], cursor: 'c3' });
    vi.advanceTimersByTime(250);
    greet('n1');

    expect(before.closed).toBe(true);
    expect(hubs).toEqual([undefined, 'north']);
    expect(socket().sent).toEqual([{ type: 'subscribe', telemetryOf: [] }]);
    expect(live.state.get()).toBe('live');
    expect(events).toEqual([{ type: 'resync' }]);
  });

  it('opensNoSocketForAHubThatIsLeftInTheSameMoment', () => {
    live.ask('north');
    live.ask(undefined);
    live.ask('south');
    vi.advanceTimersByTime(0);

    expect(hubs).toEqual([undefined, 'south']);
  });

  it('comesBackToTheHubThatItWasAbout', () => {
    live.ask('north');
    vi.advanceTimersByTime(0);
    greet('n1');

    socket().onclose?.();
    vi.advanceTimersByTime(1_000);
    greet('n2');

    expect(hubs).toEqual([undefined, 'north', 'north']);
    expect(socket().sent[0]).toMatchObject({ resumeFrom: 'n1' });
  });

  it('staysClosedWhenAnotherHubIsAskedForAfterSigningOut', () => {
    live.disconnect();

    live.ask('north');
    vi.advanceTimersByTime(1_000);
    expect(hubs).toEqual([undefined]);

    live.connect();
    expect(hubs).toEqual([undefined, 'north']);
  });

  it('takesAServerThatHasFallenSilentForLost', () => {
    greet();
    const silent = socket();

    vi.advanceTimersByTime(15_000);

    expect(silent.closed).toBe(true);
    expect(live.state.get()).toBe('down');
  });
});
