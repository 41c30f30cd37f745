import type { StatusHook } from '../../api/types';
import { texts } from '../../lib/texts';

/** What a webhook tells of, in words. */
export function eventNames({ events }: StatusHook): string {
  return events.map((event) => texts.webhooks.eventNames[event] ?? event).join(', ');
}
