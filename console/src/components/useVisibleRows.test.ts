import { describe, expect, it } from 'vitest';
import { rangeOf } from './useVisibleRows';

describe('the rows in view', () => {
  it('are the first ones and some spare ones before anybody scrolls', () => {
    expect(rangeOf(500, 36, 0, 720)).toEqual({ first: 0, last: 35 });
  });

  it('are those around where somebody has scrolled to', () => {
    expect(rangeOf(500, 36, 3600, 720)).toEqual({ first: 85, last: 135 });
  });

  it('end with the last one', () => {
    expect(rangeOf(500, 36, 500 * 36 - 720, 720)).toEqual({ first: 465, last: 500 });
  });

  it('are none of a table that is far below the view, but the spare ones', () => {
    expect(rangeOf(500, 36, -720, 720)).toEqual({ first: 0, last: 15 });
  });
});
