import { useEffect, useState } from 'react';

const PAUSE_MS = 400;

/** The value as it was when it last stood still for a moment, such as a text between two words typed. */
export function useDebounced<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
