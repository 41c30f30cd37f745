import { withHub } from './askedHub';
import { linesOf } from '../lib/lines';
import { reachable, sessionExpired } from './client';
import { ApiProblem } from './problem';
import type { Problem } from './types';

export type BulkAction = 'enable' | 'disable' | 'delete';

export interface BulkRequest {
  action: BulkAction;
  condition: string;
  /** How many devices there are, when no other number is to be changed. */
  expected?: number;
}

/** How far a change has come; `done` are the devices whose turn has come, whatever came of it. */
export interface BulkProgress {
  total: number;
  done: number;
  changed: number;
  unchanged: number;
  failed: number;
}

export interface BulkFailure {
  deviceId: string;
  code: string;
  message: string;
}

export type BulkLine =
  ({ type: 'progress' | 'done' | 'aborted' } & BulkProgress) | ({ type: 'failure' } & BulkFailure);

/**
 * Changes all devices that a condition finds, and hands on each line of the answer as it comes. The
 * server stops when the signal aborts. The answer is no part of the API document, as generated clients
 * cannot read one as it comes.
 */
export async function changeDevices(
  request: BulkRequest,
  onLine: (line: BulkLine) => void,
  signal: AbortSignal,
): Promise<void> {
  let ended = false;
  try {
    const response = await send(request, signal);
    for await (const text of linesOf(response.body ?? new Blob().stream())) {
      const line = JSON.parse(text) as BulkLine;
      ended = line.type === 'done' || line.type === 'aborted';
      onLine(line);
    }
  } catch (error) {
    if (signal.aborted || error instanceof ApiProblem) throw error;
    ended = false;
  }
  if (!ended) {
    reachable.set(false);
    throw new ApiProblem({ status: 0 });
  }
}

async function send(request: BulkRequest, signal: AbortSignal): Promise<Response> {
  const response = await globalThis.fetch(withHub('/api/v1/bulk/devices'), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Homeport-Request': '1' },
    body: JSON.stringify(request),
    signal,
  });
  if (response.ok) return response;
  if (response.status === 401) sessionExpired.set(true);
  const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
  throw new ApiProblem({ ...problem, status: response.status });
}
