import { describe, expect, it } from 'vitest';
import { areaOf, HEIGHT, placeOf, WHOLE, WIDTH } from './projection';

describe('projection', () => {
  it('showsTheWorldFromMeridianToMeridian', () => {
    const area = areaOf(WHOLE);
    expect(area.west).toBe(-180);
    expect(area.east).toBe(180);
    expect(area.north).toBeGreaterThanOrEqual(80);
    expect(area.south).toBeLessThan(-55);
  });

  it('putsPlacesWhereTheyAre', () => {
    expect(placeOf(WHOLE, { latitude: 80, longitude: 0 })?.[0]).toBeCloseTo(WIDTH / 2);
    expect(placeOf(WHOLE, { latitude: 80, longitude: -180 })?.[1]).toBeCloseTo(0);
    const equator = placeOf(WHOLE, { latitude: 0, longitude: 0 })?.[1];
    expect(equator).toBeGreaterThan(HEIGHT / 2);
  });

  it('showsTheSouthernmostTown', () => {
    expect(placeOf(WHOLE, { latitude: -55, longitude: -67.6 })).toBeDefined();
  });

  it('leavesOutWhatIsOutOfSight', () => {
    expect(placeOf(WHOLE, { latitude: -85, longitude: 0 })).toBeUndefined();
    expect(placeOf({ k: 8, x: 0, y: 0 }, { latitude: 0, longitude: 170 })).toBeUndefined();
  });

  it('asksForWhatAnEnlargedViewShows', () => {
    const k = 16;
    const [left = 0, top = 0] = placeOf(WHOLE, { latitude: 48, longitude: 11 }) ?? [];
    const area = areaOf({ k, x: WIDTH / 2 - left * k, y: HEIGHT / 2 - top * k });
    expect(area.west).toBeLessThan(11);
    expect(area.east).toBeGreaterThan(11);
    expect(area.south).toBeLessThan(48);
    expect(area.north).toBeGreaterThan(48);
    expect(area.east - area.west).toBeLessThan((360 / k) * 1.2);
  });

  it('asksForTheSameAreaAfterALittleMove', () => {
    expect(areaOf({ k: 4, x: -907, y: -407 })).toEqual(areaOf({ k: 4, x: -905, y: -405 }));
  });
});
