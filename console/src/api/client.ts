import createClient, { type Middleware } from 'openapi-fetch';
import { createValue } from '../lib/value';
import { withHub } from './askedHub';
import { ApiProblem } from './problem';
import type { paths } from '../../generated/schema';
import type { Problem } from './types';

/** Whether the last request reached the server at all, whatever it answered. */
export const reachable = createValue(true);

/** Set once the server no longer knows our session; the router listens and shows the sign-in page. */
export const sessionExpired = createValue(false);

const UNREACHABLE = [502, 503];

const edge: Middleware = {
  onRequest({ request }) {
    // The server refuses state-changing calls without it: a foreign page cannot set a header.
    if (request.method !== 'GET') request.headers.set('X-Homeport-Request', '1');
    return request;
  },
  onResponse({ response, schemaPath }) {
    reachable.set(!UNREACHABLE.includes(response.status));
    if (response.status === 401 && schemaPath !== '/api/v1/session') sessionExpired.set(true);
    return response;
  },
  onError({ error }) {
    // A request that its own caller aborted says nothing about the network.
    if (error instanceof DOMException && error.name === 'AbortError') return error;
    reachable.set(false);
    return new ApiProblem({ status: 0 });
  },
};

function toAskedHub(request: Request): Request {
  const address = withHub(request.url);
  return address === request.url ? request : new Request(address, request);
}

export const client = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: 'same-origin',
  // Looked up per call, so that tests can put their own in its place.
  fetch: (request) => globalThis.fetch(toAskedHub(request)),
});
client.use(edge);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a good answer; anything else is thrown as an ApiProblem. */
export async function unwrap<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  const problem = (typeof error === 'object' && error !== null ? error : {}) as Partial<Problem>;
  const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN);
  throw new ApiProblem(
    { ...problem, status: response.status },
    Number.isNaN(retryAfter) ? undefined : retryAfter,
  );
}
