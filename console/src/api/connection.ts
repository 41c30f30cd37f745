import { useValue } from '../lib/value';
import { reachable } from './client';
import { live } from './live';

export type Connection = 'connecting' | 'live' | 'polling' | 'offline';

/** How fresh the page is: pushed, polled, or cut off from the server. */
export function useConnection(): Connection {
  const socket = useValue(live.state);
  const answered = useValue(reachable);
  if (socket === 'live') return 'live';
  if (!answered) return 'offline';
  return socket === 'connecting' ? 'connecting' : 'polling';
}
