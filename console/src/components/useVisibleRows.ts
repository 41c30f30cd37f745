import { useEffect, useState, type RefObject } from 'react';

/** Of a table with more rows than this only those in view are in the document. */
export const FEW_ROWS = 60;
/** Rows above and below the view, so that nothing is blank while somebody scrolls. */
const SPARE_ROWS = 15;

/** Rows counted from 0; the last one is not among them. */
export interface RowRange {
  first: number;
  last: number;
}

/** Which of the rows are in a view that begins so many pixels below the first one's top, and spare ones around. */
export function rangeOf(rows: number, rowHeight: number, top: number, height: number): RowRange {
  const within = (row: number) => Math.min(Math.max(row, 0), rows);
  return {
    first: within(Math.floor(top / rowHeight) - SPARE_ROWS),
    last: within(Math.ceil((top + height) / rowHeight) + SPARE_ROWS),
  };
}

/** Which rows of a table's body are to be in the document: all of a few, of many those in view. */
export function useVisibleRows(
  body: RefObject<HTMLElement | null>,
  rows: number,
  rowHeight: number,
): RowRange {
  const [range, setRange] = useState<RowRange>({ first: 0, last: FEW_ROWS });
  useEffect(() => {
    const element = body.current;
    if (!element || rows <= FEW_ROWS) return undefined;
    const view = viewOf(element);
    let frame: number | undefined;
    const look = () => {
      frame = undefined;
      const seen = view.getBoundingClientRect();
      const top = seen.top - element.getBoundingClientRect().top;
      const next = rangeOf(rows, rowHeight, top, seen.height);
      setRange((before) =>
        before.first === next.first && before.last === next.last ? before : next,
      );
    };
    const lookSoon = () => {
      frame ??= requestAnimationFrame(look);
    };
    lookSoon();
    view.addEventListener('scroll', lookSoon, { passive: true });
    const sizes = new ResizeObserver(lookSoon);
    sizes.observe(view);
    return () => {
      if (frame !== undefined) cancelAnimationFrame(frame);
      view.removeEventListener('scroll', lookSoon);
      sizes.disconnect();
    };
  }, [body, rows, rowHeight]);
  return rows <= FEW_ROWS ? { first: 0, last: rows } : range;
}

/** What scrolls an element up and down: a frame around it, or the page. */
function viewOf(element: HTMLElement): HTMLElement {
  for (let each = element.parentElement; each; each = each.parentElement) {
    const { overflowY } = getComputedStyle(each);
    if (overflowY === 'scroll' || (overflowY === 'auto' && each.scrollHeight > each.clientHeight)) {
      return each;
    }
  }
  return document.documentElement;
}
