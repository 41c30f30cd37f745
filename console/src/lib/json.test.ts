import { describe, expect, it } from 'vitest';
import { leaves, mergePatch, mergeThreeWay, parseJson, parseJsonObject } from './json';

describe('merge patch', () => {
  it('namesOnlyWhatChangedAndNullsWhatWasRemoved', () => {
    const from = { a: 1, b: { c: 1, d: 2 }, e: [1] };
    const to = { a: 1, b: { c: 3 }, e: [1, 2], f: 'new' };

    expect(mergePatch(from, to)).toEqual({ b: { c: 3, d: null }, e: [1, 2], f: 'new' });
  });

  it('isEmptyWhenNothingChanged', () => {
    expect(mergePatch({ a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 2 }] } })).toEqual({});
  });
});

describe('three-way merge', () => {
  it('takesWhatOnlyOneSideChangedFromThatSide', () => {
    const base = { a: 1, b: { c: 1, d: 1 }, gone: true };
    const mine = { a: 2, b: { c: 1, d: 1 }, gone: true };
    const theirs = { a: 1, b: { c: 5, d: 1 } };

    expect(mergeThreeWay(base, mine, theirs)).toEqual({
      merged: { a: 2, b: { c: 5, d: 1 } },
      conflicts: [],
    });
  });

  it('keepsMineAndNamesThePathWhereBothSidesDiffer', () => {
    const result = mergeThreeWay({ a: { b: 1 } }, { a: { b: 2 } }, { a: { b: 3 } });

    expect(result).toEqual({ merged: { a: { b: 2 } }, conflicts: ['a.b'] });
  });

  it('leavesOutWhatBothSidesRemoved', () => {
    expect(mergeThreeWay({ a: 1 }, {}, {})).toEqual({ merged: {}, conflicts: [] });
  });
});

describe('parsing', () => {
  it('saysOnWhichLineTheTextBreaks', () => {
    const parsed = parseJson('{\n  "a": 1,\n  "b" 2\n}');

    expect(parsed.ok).toBe(false);
    expect(parsed.ok ? '' : parsed.message).toContain('line 3');
  });

  it('refusesAnythingButAnObjectWhereAnObjectIsNeeded', () => {
    expect(parseJsonObject('[1]', 'not an object')).toEqual({
      ok: false,
      message: 'not an object',
    });
  });
});

it('listsLeavesWithTheirDottedPaths', () => {
  expect(leaves({ a: 1, b: { c: [1], d: {} } })).toEqual([
    { path: 'a', value: 1 },
    { path: 'b.c', value: [1] },
    { path: 'b.d', value: {} },
  ]);
});
