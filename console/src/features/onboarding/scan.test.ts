import { describe, expect, it } from 'vitest';
import { serialIn } from './scan';

describe('the serial number on a label', () => {
  it.each([
    ['SN-0001', 'SN-0001'],
    ['  SN-0001\n', 'SN-0001'],
    ['S/N: TX-17', 'TX-17'],
    ['sn=TX-17', 'TX-17'],
    ['https://acme.example/setup?serial=TX-17', 'TX-17'],
    ['https://acme.example/d/TX%2B17', 'TX+17'],
    ['00:1A:2B:3C:4D:5E', '00:1A:2B:3C:4D:5E'],
  ])('is read from %j', (text, serial) => {
    expect(serialIn(text)).toBe(serial);
  });
});
