import { expect, it } from 'vitest';
import { parseDeliverySearch } from './search';

it('keeps a state that there is and drops another', () => {
  expect(parseDeliverySearch({ state: 'dead' })).toEqual({ state: 'dead' });
  expect(parseDeliverySearch({ state: 'undead' })).toEqual({});
});
