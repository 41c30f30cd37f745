import { expect, test } from 'vitest';
import { draftOf, NEW_RULE, toRule } from './rule';

test('a rule about addresses has no condition, whatever was typed before', () => {
  const draft = { ...NEW_RULE, name: 'r', condition: "deviceId = 'd'" };

  expect(toRule({ ...draft, kind: 'addresses' }).condition).toBe('');
  expect(toRule(draft).condition).toBe("deviceId = 'd'");
});

test('a rule that is saved unchanged stays as it was', () => {
  const { name, ...rule } = { ...NEW_RULE, name: 'r' };

  expect(toRule(draftOf({ name, ...rule, changedBy: 'ann', mutedUntil: null }))).toEqual(rule);
});
