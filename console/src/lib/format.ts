import { isObject } from './json';
import { texts } from './texts';

const whole = new Intl.NumberFormat('en');
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const rate = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const measured = new Intl.NumberFormat('en', { maximumFractionDigits: 4 });
const percents = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });

export const compactCount = (value: number): string => short.format(value);

export const count = (value: number): string => whole.format(value);

/** Messages per second: a decimal only where it tells something. */
export const perSecond = (value: number): string =>
  value < 100 ? rate.format(value) : whole.format(Math.round(value));

export const measurement = (value: number): string => measured.format(value);

const BYTES = [
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
] as const;

/** A file's size. */
export function bytes(size: number): string {
  const [unit, name] = BYTES.find(([least]) => size >= least) ?? [1, 'bytes'];
  return `${unit === 1 ? whole.format(size) : rate.format(size / unit)} ${name}`;
}

export const share = (part: number, all: number): string =>
  percents.format(all === 0 ? 0 : part / all);

/** A JSON value for the cell of a table: strings bare, the rest as compact JSON. */
export function cellText(value: unknown): string {
  if (value === undefined) return texts.none;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return measurement(value);
  return JSON.stringify(value);
}

/** A small flat object as "cpu 37.2 · memory 61"; nested ones with dotted names. */
export function compact(value: unknown, prefix = ''): string {
  if (!isObject(value)) return cellText(value);
  return Object.entries(value)
    .map(([name, child]) =>
      isObject(child) ? compact(child, `${prefix}${name}.`) : `${prefix}${name} ${cellText(child)}`,
    )
    .join(' · ');
}
