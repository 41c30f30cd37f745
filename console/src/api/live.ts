import { createValue } from '../lib/value';
import type { DeviceSummary, JobSummary, Overview, TelemetryRecord } from './types';

export type LiveState = 'connecting' | 'live' | 'down';

export type LiveEvent =
  | { type: 'devices'; changed: DeviceSummary[]; removed: string[] }
  | { type: 'telemetry'; items: TelemetryRecord[] }
  | { type: 'overview'; overview: Overview }
  | { type: 'jobs'; changed: JobSummary[] }
  /** The server tells more of them; who shows one loads it again. */
  | { type: 'deployments'; changed: { deploymentId: string }[] }
  /** Something may have been missed: what was loaded before has to be loaded again. */
  | { type: 'resync' };

/** A job as the server tells of it: what is null is left out. */
type JobProgress = Omit<JobSummary, keyof typeof ABSENT> & Partial<JobSummary>;

const ABSENT = { createdBy: null, endTime: null, failureReason: null };

type ServerMessage =
  | { type: 'hello' | 'resync'; cursor: string }
  | { type: 'devices'; changed?: DeviceSummary[]; removed?: string[]; cursor: string }
  | { type: 'telemetry'; items: TelemetryRecord[] }
  | { type: 'jobs'; changed: JobProgress[] }
  | { type: 'deployments'; changed: { deploymentId: string }[] }
  | ({ type: 'overview' } & Overview);

/** What is used of a WebSocket, so that a test can hand in its own. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
  send: (text: string) => void;
  close: () => void;
}

const FLUSH_EVERY_MS = 250;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;
/** The server speaks every two seconds; after this silence the connection is dead, whatever TCP believes. */
const SILENCE_MS = 15_000;
const MAX_PENDING_TELEMETRY = 2_000;

/**
 * The console's one WebSocket, about one hub: reconnects with back-off, resumes from the last cursor, and
 * hands on what it hears in batches. When another hub is asked for, another socket takes its place.
 *
 *   connecting ──hello/resync──▶ live ──close/silence──▶ down ──retry──▶ (hello) live
 *       ▲───────────────────another hub───────────────────┘
 */
export class LiveConnection {
  readonly state = createValue<LiveState>('connecting');
  private readonly open: (hub: string | undefined) => Socket;
  private readonly random: () => number;
  private readonly listeners = new Set<(event: LiveEvent) => void>();
  private readonly watchers = new Map<string, number>();
  private hub: string | undefined;
  private wanted = false;
  private socket: Socket | undefined;
  private greeted = false;
  private resuming = false;
  private cursor: string | undefined;
  private failures = 0;
  private changed = new Map<string, DeviceSummary>();
  private removed = new Set<string>();
  private telemetry: TelemetryRecord[] = [];
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private flushTimer: ReturnType<typeof setTimeout> | undefined;
  private silenceTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(open: (hub: string | undefined) => Socket, random: () => number = Math.random) {
    this.open = open;
    this.random = random;
  }

  listen(listener: (event: LiveEvent) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  /** Asks for the telemetry of a device until the returned function is called. */
  watchTelemetry(deviceId: string): () => void {
    const before = this.watchers.get(deviceId) ?? 0;
    this.watchers.set(deviceId, before + 1);
    if (before === 0) this.subscribe();
    return () => {
      const left = (this.watchers.get(deviceId) ?? 1) - 1;
      if (left > 0) {
        this.watchers.set(deviceId, left);
        return;
      }
      this.watchers.delete(deviceId);
      this.subscribe();
    };
  }

  /** Hears of that hub from now on; of the first one when it is undefined. */
  ask(hub: string | undefined): void {
    if (hub === this.hub) return;
    this.hub = hub;
    if (!this.wanted) return;
    this.reset();
    // A page may leave a hub in the same moment as the next one asks for its own.
    this.retryTimer = setTimeout(() => this.connect(), 0);
  }

  connect(): void {
    this.wanted = true;
    clearTimeout(this.retryTimer);
    if (this.socket) return;
    const socket = this.open(this.hub);
    this.socket = socket;
    this.greeted = false;
    this.resuming = this.cursor !== undefined;
    this.heard();
    socket.onopen = () => {
      this.greeted = true;
      this.subscribe(this.cursor);
    };
    socket.onmessage = (event) => {
      this.heard();
      this.receive(JSON.parse(String(event.data)) as ServerMessage);
    };
    socket.onclose = () => this.lost();
  }

  /** Ends the connection for good, as on sign-out; what the next user sees starts afresh. */
  disconnect(): void {
    this.wanted = false;
    this.reset();
  }

  private reset(): void {
    this.drop();
    clearTimeout(this.retryTimer);
    clearTimeout(this.flushTimer);
    this.flushTimer = undefined;
    this.cursor = undefined;
    this.failures = 0;
    this.changed.clear();
    this.removed.clear();
    this.telemetry = [];
    this.state.set('connecting');
  }

  private subscribe(resumeFrom?: string): void {
    if (!this.socket || !this.greeted) return;
    const message = { type: 'subscribe', telemetryOf: [...this.watchers.keys()] };
    this.socket.send(JSON.stringify(resumeFrom ? { ...message, resumeFrom } : message));
  }

  private receive(message: ServerMessage): void {
    switch (message.type) {
      case 'hello':
        // While resuming, our own older cursor stays: the replay that follows brings newer ones.
        if (!this.resuming || this.cursor === undefined) this.cursor = message.cursor;
        if (this.state.get() !== 'live' && !this.resuming) this.emit({ type: 'resync' });
        this.live();
        break;
      case 'resync':
        this.cursor = message.cursor;
        this.changed.clear();
        this.removed.clear();
        this.live();
        this.emit({ type: 'resync' });
        break;
      case 'devices':
        this.cursor = message.cursor;
        for (const device of message.changed ?? []) {
          this.changed.set(device.deviceId, device);
          this.removed.delete(device.deviceId);
        }
        for (const deviceId of message.removed ?? []) {
          this.changed.delete(deviceId);
          this.removed.add(deviceId);
        }
        this.flushSoon();
        break;
      case 'telemetry':
        this.telemetry = [...this.telemetry, ...message.items].slice(-MAX_PENDING_TELEMETRY);
        this.flushSoon();
        break;
      case 'jobs': {
        const changed = message.changed.map((job) => ({ ...ABSENT, ...job }));
        this.emit({ type: 'jobs', changed });
        break;
      }
      case 'deployments':
        this.emit(message);
        break;
      case 'overview': {
        const { type, ...overview } = message;
        this.emit({ type, overview });
        break;
      }
    }
  }

  private live(): void {
    this.failures = 0;
    this.state.set('live');
  }

  private lost(): void {
    this.drop();
    this.state.set('down');
    const ceiling = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.failures);
    this.failures += 1;
    // Half fixed, half random: consoles do not all come back in the same moment after a restart.
    const delay = ceiling / 2 + (ceiling / 2) * this.random();
    this.retryTimer = setTimeout(() => this.connect(), delay);
  }

  private drop(): void {
    clearTimeout(this.silenceTimer);
    const socket = this.socket;
    this.socket = undefined;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  private heard(): void {
    clearTimeout(this.silenceTimer);
    this.silenceTimer = setTimeout(() => this.lost(), SILENCE_MS);
  }

  private flushSoon(): void {
    this.flushTimer ??= setTimeout(() => this.flush(), FLUSH_EVERY_MS);
  }

  private flush(): void {
    this.flushTimer = undefined;
    const { changed, removed, telemetry } = this;
    this.changed = new Map();
    this.removed = new Set();
    this.telemetry = [];
    if (changed.size > 0 || removed.size > 0) {
      this.emit({ type: 'devices', changed: [...changed.values()], removed: [...removed] });
    }
    if (telemetry.length > 0) this.emit({ type: 'telemetry', items: telemetry });
  }

  private emit(event: LiveEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}

function openSocket(hub: string | undefined): Socket {
  const url = new URL('/api/v1/live', window.location.href);
  if (hub !== undefined) url.searchParams.set('hub', hub);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return new WebSocket(url) as Socket;
}

export const live = new LiveConnection(openSocket);
