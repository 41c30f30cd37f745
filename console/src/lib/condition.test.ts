import { expect, it } from 'vitest';
import { anyOf, both } from './condition';

it('namesDevicesWhateverTheirIdsHold', () => {
  expect(anyOf(['a', "o'b"])).toBe("deviceId IN ['a', 'o\\'b']");
});

it('keepsAConditionTogetherWhenAnotherJoinsIt', () => {
  expect(both('tags.a = 1 OR tags.b = 2', 'tags.c = 3')).toBe(
    '(tags.a = 1 OR tags.b = 2) AND tags.c = 3',
  );
  expect(both(' * ', 'tags.c = 3')).toBe('tags.c = 3');
});
