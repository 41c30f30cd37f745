import { createValue, useValue } from './value';

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const absolute = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'medium',
});
const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** "3 minutes ago"; below ten seconds "just now", so that a busy table does not flicker. */
export function relativeTime(instant: string, now: number): string {
  const seconds = Math.round((now - Date.parse(instant)) / 1000);
  if (seconds < 10) return 'just now';
  for (const [unit, size] of STEPS) {
    if (seconds >= size) return relative.format(-Math.floor(seconds / size), unit);
  }
  return relative.format(-Math.floor(seconds / 10) * 10, 'second');
}

export function absoluteTime(instant: string): string {
  return absolute.format(new Date(instant));
}

export function clockTime(instant: string): string {
  return clock.format(new Date(instant));
}

const now = createValue(Date.now());
let readers = 0;
let timer: ReturnType<typeof setInterval> | undefined;

// One timer for all relative times of the page, and none while nobody looks.
const ticking = {
  ...now,
  subscribe: (listener: () => void) => {
    const stop = now.subscribe(listener);
    readers += 1;
    timer ??= setInterval(() => now.set(Date.now()), 5_000);
    return () => {
      stop();
      readers -= 1;
      if (readers === 0) {
        clearInterval(timer);
        timer = undefined;
      }
    };
  },
};

export function useNow(): number {
  return useValue(ticking);
}
