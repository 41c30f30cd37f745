export const STATES = ['open', 'acknowledged', 'muted', 'resolved'] as const;
export type AlertState = (typeof STATES)[number];

export const SEVERITIES = ['warning', 'critical'] as const;
export type AlertSeverity = (typeof SEVERITIES)[number];

/** Which alerts are looked at, as it stands in the URL. */
export interface AlertSearch {
  state?: AlertState;
  severity?: AlertSeverity;
  rule?: string;
  subject?: string;
}

/** Reads a URL that anybody may have typed: what makes no sense is dropped. */
export function parseAlertSearch(raw: Record<string, unknown>): AlertSearch {
  const search: AlertSearch = {};
  const state = STATES.find((known) => known === raw.state);
  if (state && state !== 'open') search.state = state;
  const severity = SEVERITIES.find((known) => known === raw.severity);
  if (severity) search.severity = severity;
  for (const name of ['rule', 'subject'] as const) {
    const value = raw[name];
    // Digits only arrive as a number.
    if ((typeof value === 'string' && value !== '') || typeof value === 'number') {
      search[name] = String(value);
    }
  }
  return search;
}

export const isFiltered = ({ severity, rule, subject }: AlertSearch): boolean =>
  Boolean(severity ?? rule ?? subject);
