import { withHub } from './askedHub';
import { reachable, sessionExpired } from './client';
import { ApiProblem } from './problem';
import type { Problem } from './types';

/** Sends bytes and tells how many have left: fetch does not tell, so this is the older way. */
export function putBytes(
  path: string,
  bytes: Blob,
  headers: Record<string, string>,
  onSent: (sent: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    const settle = (outcome: () => void) => () => {
      signal.removeEventListener('abort', abort);
      outcome();
    };
    request.open('PUT', withHub(path));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-Homeport-Request', '1');
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => onSent(Math.min(loaded, bytes.size));
    request.onload = settle(() => {
      reachable.set(true);
      if (request.status === 401) sessionExpired.set(true);
      if (request.status < 300) resolve();
      else reject(new ApiProblem({ ...problemOf(request.responseText), status: request.status }));
    });
    request.onerror = settle(() => {
      reachable.set(false);
      reject(new ApiProblem({ status: 0 }));
    });
    request.onabort = settle(() => reject(new DOMException('stopped', 'AbortError')));
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    request.send(bytes);
  });
}

function problemOf(text: string): Partial<Problem> {
  try {
    return JSON.parse(text) as Partial<Problem>;
  } catch {
    return {};
  }
}
