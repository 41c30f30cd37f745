import { expect, it } from 'vitest';
import type { ConfigurationExplanation } from '../../../api/types';
import { valuesAt } from './why';

const at = (path: string) => ({
  path,
  value: 1,
  current: 1,
  configuration: 'north',
  priority: 1,
  overridden: [],
});

it('finds what is set at a path, above or below it, but not beside it', () => {
  const why: ConfigurationExplanation = {
    deviceId: 'd',
    moduleId: null,
    configurations: [],
    values: [at('a'), at('b.x'), at('b.y.z'), at('bb')],
  };
  const found = (path: string) => valuesAt(why, path).map((value) => value.path);

  expect(found('a.deep')).toEqual(['a']);
  expect(found('b')).toEqual(['b.x', 'b.y.z']);
  expect(found('b.y.z')).toEqual(['b.y.z']);
  expect(found('c')).toEqual([]);
});
