import { expect, it } from 'vitest';
import { faultIn } from './fault';

const wrongAt = (character: number) => `the query is wrong at character ${character}, unexpected`;

it('findsTheCharacterThatTheServerNames', () => {
  expect(faultIn('tags.a == 1', wrongAt(9))).toEqual({ before: 'tags.a =', at: '=', after: ' 1' });
});

it('countsACharacterOutsideTheBasicPlaneOnce', () => {
  expect(faultIn("'🌡' !", wrongAt(5))).toEqual({ before: "'🌡' ", at: '!', after: '' });
});

it('pointsBehindATextThatEndsTooEarly', () => {
  expect(faultIn('tags.a =', wrongAt(9))).toEqual({ before: 'tags.a =', at: '', after: '' });
});

it('findsNothingInAMessageWithoutACharacter', () => {
  expect(faultIn("IN_GROUP('x')", 'there is no group x')).toBeUndefined();
});
