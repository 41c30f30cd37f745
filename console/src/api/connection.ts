import { useValue } from '../lib/value';
import { askedHub } from './askedHub';
import { reachable } from './client';
import { live } from './live';

export type Connection = 'connecting' | 'live' | 'polling' | 'offline';

/** How fresh the page is: pushed, polled, or cut off from the server. */
export function useConnection(): Connection {
  const socket = useValue(live.state);
  const answered = useValue(reachable);
  const hub = useValue(askedHub);
  // Events are of the first hub.
  if (socket === 'live') return hub === undefined ? 'live' : 'polling';
  if (!answered) return 'offline';
  return socket === 'connecting' ? 'connecting' : 'polling';
}
