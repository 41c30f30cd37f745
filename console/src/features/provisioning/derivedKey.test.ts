import { expect, it } from 'vitest';
import { derivedKey } from './derivedKey';

it('derives the key of a device as devices do', async () => {
  // printf device-1 | openssl dgst -sha256 -mac HMAC -macopt key:group-key-of-32-bytes-for-tests! -binary | base64
  expect(await derivedKey(btoa('group-key-of-32-bytes-for-tests!'), 'device-1')).toBe(
    'gXCzdwC4mRviGW0bC82Wr2KLOb1eTpkCiM2F6N0h3ak=',
  );
});
