import { expect, it } from 'vitest';
import { freshSecret } from './secret';

it('makes another secret each time, longer than the server asks for', () => {
  expect(freshSecret()).toMatch(/^[0-9a-f]{64}$/);
  expect(freshSecret()).not.toBe(freshSecret());
});
