import { oneOf } from '../../lib/oneOf';

export const DELIVERY_STATES = ['due', 'delivered', 'dead'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Which messages of a webhook are looked at, as it stands in the URL. */
export interface DeliverySearch {
  state?: DeliveryState;
}

/** Reads a URL that anybody may have typed: what makes no sense is dropped. */
export function parseDeliverySearch(raw: Record<string, unknown>): DeliverySearch {
  const state = oneOf(DELIVERY_STATES, raw.state);
  return state ? { state } : {};
}
