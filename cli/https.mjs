// HTTPS exchanges with the server, and its refusals in words.

import { readFileSync } from 'node:fs';
import { request } from 'node:https';

const TIMEOUT_MILLISECONDS = 30_000;
const STREAM_SECONDS = 300;

/** A refusal or an unreachable hub, with a message for people. */
export class HubError extends Error {}

/** One HTTPS exchange with the server at `url`, trusted by the CA file alone. Gives `{ status, headers, text }`. */
export function exchange({ url, caFile, method = 'GET', path, headers = {}, body, timeout = TIMEOUT_MILLISECONDS }) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: hostname.replace(/^\[|\]$/g, ''),
        port: port || 443,
        method,
        path,
        ca: readFileSync(caFile),
        headers,
        agent: false,
        signal: AbortSignal.timeout(timeout),
      },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode,
            headers: response.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
        response.on('error', reject);
      },
    );
    outgoing.on('error', (problem) =>
      reject(new HubError(`the hub at ${new URL(url).host} cannot be reached: ${reason(problem, timeout)}`)),
    );
    outgoing.end(body);
  });
}

/**
 * One HTTPS exchange whose bodies flow: `body` is a stream or undefined, and the answer is given as soon as it begins,
 * while the body may still be on its way. Gives `{ status, headers, stream, close }`; `seconds` of silence end it.
 */
export function openExchange({ url, caFile, method, path, headers, body, seconds = STREAM_SECONDS }) {
  const { hostname, port } = new URL(url);
  const host = new URL(url).host;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: hostname.replace(/^\[|\]$/g, ''), port: port || 443, method, path, ca: readFileSync(caFile), headers, agent: false },
      (stream) =>
        resolve({ status: stream.statusCode, headers: stream.headers, stream, close: () => outgoing.destroy() }),
    );
    outgoing.setTimeout(seconds * 1000, () => outgoing.destroy(new Error(`silence for ${seconds} s`)));
    outgoing.on('error', (problem) => reject(new HubError(`the exchange with the hub at ${host} failed: ${reason(problem)}`)));
    if (body === undefined) {
      outgoing.end();
    } else {
      body.on('error', (problem) => {
        outgoing.destroy();
        reject(problem);
      });
      body.pipe(outgoing);
    }
  });
}

function reason(problem, timeout) {
  if (problem.name === 'AbortError' || problem.name === 'TimeoutError') return `no answer in ${timeout / 1000} s`;
  // Connecting to a name with several addresses gives an AggregateError, whose message is empty.
  return problem.message || problem.code;
}

/**
 * `{"Message":"ErrorCode:DeviceNotFound;…"}`, a problem of Homeport's own API, or `{"errorCode":404201,"message":"…"}` of
 * the provisioning service, as a line for people; of a method, `Message` is JSON itself.
 */
export function refusal({ status, text }) {
  let message;
  try {
    const { Message, code, detail, errorCode, message: said } = JSON.parse(text);
    message = Message ?? (code && `ErrorCode:${code};${detail}`) ?? (errorCode && `${said} (${errorCode})`);
  } catch {
    // Not the hub's own form: the status says what there is to say.
  }
  if (!message) return `the hub answered with status ${status}`;
  if (message.startsWith('{')) return JSON.parse(message).message;
  const [, code, detail] = /^ErrorCode:([^;]+);?(.*)$/s.exec(message) ?? [];
  if (!code) return message;
  return detail ? `${detail} (${code})` : code;
}
