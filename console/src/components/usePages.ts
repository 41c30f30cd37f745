import { useState } from 'react';

/** Where someone is in a list that the server pages by continuation. */
export interface Pages {
  /** Of the page that is shown; undefined for the first one. */
  continuation: string | undefined;
  /** Counted from 0. */
  index: number;
  previous: () => void;
  next: (continuation: string) => void;
}

/** Remembers the way back, which continuations alone do not tell. Another list begins at its first page. */
export function usePages(list: string): Pages {
  const [state, setState] = useState<{ list: string; way: readonly string[] }>({ list, way: [] });
  const way = state.list === list ? state.way : [];
  const go = (next: readonly string[]) => setState({ list, way: next });
  return {
    continuation: way.at(-1),
    index: way.length,
    previous: () => go(way.slice(0, -1)),
    next: (continuation) => go([...way, continuation]),
  };
}
