import { useValue } from '../lib/value';
import { askedHub } from './askedHub';
import { reachable } from './client';
import { live } from './live';

export type Connection = 'connecting' | 'live' | 'polling' | 'offline';

/** Keeps the live connection up, about the hub that the page is about. Returns the function that ends it. */
export function keepConnected(): () => void {
  const follow = () => live.ask(askedHub.get());
  const unfollow = askedHub.subscribe(follow);
  const online = () => live.connect();
  const offline = () => reachable.set(false);
  window.addEventListener('online', online);
  window.addEventListener('offline', offline);
  follow();
  live.connect();

  return () => {
    unfollow();
    window.removeEventListener('online', online);
    window.removeEventListener('offline', offline);
    live.disconnect();
  };
}

/** How fresh the page is: pushed, polled, or cut off from the server. */
export function useConnection(): Connection {
  const socket = useValue(live.state);
  const answered = useValue(reachable);
  if (socket === 'live') return 'live';
  if (!answered) return 'offline';
  return socket === 'connecting' ? 'connecting' : 'polling';
}
