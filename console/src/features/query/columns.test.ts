import { expect, it } from 'vitest';
import { columnsOf } from './columns';

it('namesEveryValueOnceInTheOrderOfItsFirstRow', () => {
  const items = [{ deviceId: 'a', site: 'north' }, { floor: 2, deviceId: 'b' }, 'no row'];

  expect(columnsOf(items)).toEqual(['deviceId', 'site', 'floor']);
});
