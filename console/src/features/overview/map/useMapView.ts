import { select, type Selection } from 'd3-selection';
import { zoom, zoomIdentity, type ZoomBehavior } from 'd3-zoom';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { HEIGHT, WHOLE, WIDTH, type View } from './projection';

const LARGEST = 512;

export interface MapView {
  view: View;
  /** Enlarges, or shrinks below 1, around a point of the map; around its middle without one. */
  scale: (factor: number, point?: [number, number]) => void;
  reset: () => void;
  canGrow: boolean;
}

/** Lets a map be moved and enlarged with mouse, wheel (with Ctrl, as the page scrolls without) and two fingers. */
export function useMapView(map: RefObject<SVGSVGElement | null>): MapView {
  const [view, setView] = useState<View>(WHOLE);
  const behaviour = useRef<ZoomBehavior<SVGSVGElement, unknown>>(null);

  useEffect(() => {
    const element = map.current;
    if (!element) return undefined;
    const zooming = zoom<SVGSVGElement, unknown>()
      .extent([
        [0, 0],
        [WIDTH, HEIGHT],
      ])
      .translateExtent([
        [0, 0],
        [WIDTH, HEIGHT],
      ])
      .scaleExtent([1, LARGEST])
      .filter(isForTheMap)
      .on('zoom', ({ transform: { k, x, y } }: { transform: View }) => setView({ k, x, y }));
    behaviour.current = zooming;
    const selected = select(element).call(zooming);
    return () => {
      selected.on('.zoom', null);
      behaviour.current = null;
    };
  }, [map]);

  const apply = (
    change: (
      zooming: ZoomBehavior<SVGSVGElement, unknown>,
      selected: Selection<SVGSVGElement, unknown, null, undefined>,
    ) => void,
  ) => {
    if (behaviour.current && map.current) change(behaviour.current, select(map.current));
  };

  return {
    view,
    scale: (factor, point) =>
      apply((zooming, selected) => {
        zooming.scaleBy(selected, factor, point);
      }),
    reset: () =>
      apply((zooming, selected) => {
        zooming.transform(selected, zoomIdentity);
      }),
    canGrow: view.k < LARGEST,
  };
}

function isForTheMap(event: Event): boolean {
  if (event instanceof WheelEvent) return event.ctrlKey || event.metaKey;
  if ('touches' in event) return (event as TouchEvent).touches.length > 1;
  return !(event as MouseEvent).button;
}
