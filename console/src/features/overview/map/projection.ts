import { geoMercator } from 'd3-geo';
import type { MapArea } from '../../../api/types';

/** The drawing of the whole world, in its own units. */
export const WIDTH = 960;
export const HEIGHT = 560;

const NORTHMOST = 80;

/** Mercator, with the 180th meridian at both edges; what lies south of Cape Horn is cut off. */
export const project = geoMercator()
  .scale(WIDTH / (2 * Math.PI))
  .translate([WIDTH / 2, 0])
  .clipExtent(null);
project.translate([WIDTH / 2, -(project([0, NORTHMOST])?.[1] ?? 0)]);

/** How the drawing is moved and enlarged: a point p of it is seen at p · k + (x, y). */
export interface View {
  k: number;
  x: number;
  y: number;
}

export const WHOLE: View = { k: 1, x: 0, y: 0 };

// Views that differ by little ask for the same area, so that the server can answer many windows at once.
const STEPS = 16;

/** What a view shows and a little more, so that a short move finds its devices already there. */
export function areaOf({ k, x, y }: View): MapArea {
  const [west, north] = degrees(-x / k, -y / k);
  const [east, south] = degrees((WIDTH - x) / k, (HEIGHT - y) / k);
  const step = 360 / (STEPS * 2 ** Math.round(Math.log2(k)));
  return {
    west: Math.max(-180, Math.floor(west / step) * step),
    south: Math.max(-90, Math.floor(south / step) * step),
    east: Math.min(180, Math.ceil(east / step) * step),
    north: Math.min(90, Math.ceil(north / step) * step),
  };
}

function degrees(x: number, y: number): [number, number] {
  return project.invert?.([x, y]) ?? [0, 0];
}

/** Where a place is seen, or undefined when it is out of sight. */
export function placeOf(
  { k, x, y }: View,
  { latitude, longitude }: { latitude: number; longitude: number },
): [number, number] | undefined {
  const point = project([longitude, latitude]);
  if (!point) return undefined;
  const [left, top] = [point[0] * k + x, point[1] * k + y];
  return left >= 0 && left <= WIDTH && top >= 0 && top <= HEIGHT ? [left, top] : undefined;
}
