import { describe, expect, it } from 'vitest';
import { choicesOf, withChoice } from './hubChoice';

const linked = [
  { name: 'main', hostNames: ['localhost', 'hub.example.com'] },
  { name: 'south', hostNames: ['south.example.com'] },
];

describe('the hubs of an enrollment', () => {
  it('are known by their names and host names, and kept when they are gone', () => {
    expect(choicesOf(linked, ['hub.example.com', 'old.example.com'])).toEqual([
      { name: 'main', named: ['hub.example.com'], linked: true },
      { name: 'south', named: [], linked: true },
      { name: 'old.example.com', named: ['old.example.com'], linked: false },
    ]);
  });

  it('are added by name, and taken away however they are called', () => {
    const main = { name: 'main', named: ['hub.example.com', 'main'], linked: true };
    const south = { name: 'south', named: [], linked: true };

    expect(withChoice(['hub.example.com', 'main'], south, true)).toEqual([
      'hub.example.com',
      'main',
      'south',
    ]);
    expect(withChoice(['hub.example.com', 'main', 'south'], main, false)).toEqual(['south']);
  });
});
