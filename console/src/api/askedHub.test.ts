import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { askedHub, withHub } from './askedHub';

const at = (path: string) => new URL(path, window.location.origin).href;

interface Document {
  paths: Record<string, Record<string, { parameters?: { name: string; in: string }[] }>>;
}

afterEach(() => askedHub.set(undefined));

it('asks the first hub without saying so', () => {
  expect(withHub('/api/v1/devices?page=2')).toBe(at('/api/v1/devices?page=2'));
});

it('names another hub, and keeps the rest of the address', () => {
  askedHub.set('south');

  expect(withHub('/api/v1/devices?page=2')).toBe(at('/api/v1/devices?page=2&hub=south'));
});

it('names the hub wherever the server takes one, and nowhere else', () => {
  askedHub.set('south');
  const { paths } = JSON.parse(readFileSync('openapi.json', 'utf8')) as Document;
  const calls = Object.entries(paths).flatMap(([path, operations]) =>
    Object.values(operations).map(({ parameters = [] }) => ({
      path,
      takes: parameters.some(({ name, in: where }) => name === 'hub' && where === 'query'),
    })),
  );

  expect(calls.filter(({ takes }) => takes).length).toBeGreaterThan(20);
  for (const { path, takes } of calls) {
    expect(new URL(withHub(path)).searchParams.has('hub'), path).toBe(takes);
  }
});
