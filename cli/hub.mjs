// The hub's REST API, as the owner policy of a connection string may use it.

import { createHmac } from 'node:crypto';
import { HubError, exchange, openExchange, refusal } from './https.mjs';

const API_VERSION = '2021-04-12';
/** As many as the hub lists in one answer. */
export const LIST_LIMIT = 1000;
const TOKEN_SECONDS = 300;
const INDEX_TIMEOUT_MILLISECONDS = 3_600_000;

const INDEXES = '/devices/query/indexes';
const GROUPS = '/api/v1/groups';
const REGISTRY = '/api/v1/hubs/main/registry';
const AUDIT = '/api/v1/audit';
const REPORTS = '/api/v1/reports';
const ALERTS = '/api/v1/alerts';
const RECORDS = '/api/v1/records';
const LINES = 'application/x-ndjson';

/** `HostName=…;SharedAccessKeyName=…;SharedAccessKey=…` as an object; a key's value may hold `=`. */
export function parseConnectionString(text) {
  const parts = {};
  for (const part of text.split(';')) {
    const at = part.indexOf('=');
    if (at > 0) parts[part.slice(0, at)] = part.slice(at + 1);
  }
  for (const name of ['HostName', 'SharedAccessKeyName', 'SharedAccessKey']) {
    if (!parts[name]) throw new HubError(`the connection string has no ${name}`);
  }
  return parts;
}

/** A shared access signature for the whole hub. */
export function sharedAccessSignature({ HostName, SharedAccessKeyName, SharedAccessKey }, now = Date.now()) {
  const resource = encodeURIComponent(HostName);
  const expiry = Math.floor(now / 1000) + TOKEN_SECONDS;
  const signature = createHmac('sha256', Buffer.from(SharedAccessKey, 'base64'))
    .update(`${resource}\n${expiry}`)
    .digest('base64');
  return (
    `SharedAccessSignature sr=${resource}&sig=${encodeURIComponent(signature)}` +
    `&se=${expiry}&skn=${encodeURIComponent(SharedAccessKeyName)}`
  );
}

/** The hub behind the variables that `./homeport env` prints. */
export class Hub {
  #connection;
  #url;
  #caFile;
  #asked;

  /**
   * `asked`, for calls of Homeport's own API alone, is another hub than the first one: `{ name, headers }` with the headers
   * that prove who calls.
   */
  constructor({ IOTHUB_CONNECTION_STRING, HOMEPORT_CONSOLE_URL, HOMEPORT_CA_FILE }, asked) {
    this.#connection = parseConnectionString(IOTHUB_CONNECTION_STRING);
    this.#asked = asked;
    this.#url = HOMEPORT_CONSOLE_URL;
    this.#caFile = HOMEPORT_CA_FILE;
  }

  get hostName() {
    return this.#connection.HostName;
  }

  createDevice(deviceId) {
    return this.#call('PUT', devicePath(deviceId), { deviceId });
  }

  deleteDevice(deviceId) {
    return this.#call('DELETE', devicePath(deviceId), undefined, { 'If-Match': '*' });
  }

  /** The identities of the first LIST_LIMIT devices. */
  devices() {
    return this.#call('GET', '/devices', undefined, {}, `&top=${LIST_LIMIT}`);
  }

  createConfiguration(document) {
    return this.#call('PUT', configurationPath(document.id), document);
  }

  configuration(id) {
    return this.#call('GET', configurationPath(id));
  }

  configurations() {
    return this.#call('GET', '/configurations');
  }

  /** Changes it when it still has the document's ETag. */
  replaceConfiguration(document) {
    return this.#call('PUT', configurationPath(document.id), document, { 'If-Match': `"${document.etag}"` });
  }

  /** Its counts, and with whom it is in conflict. */
  configurationReport(id) {
    return this.#call('GET', `/api/v1${configurationPath(id)}`);
  }

  deleteConfiguration(id) {
    return this.#call('DELETE', configurationPath(id), undefined, { 'If-Match': '*' });
  }

  /** Which configurations target a device or module, and which of them each value is from. */
  explainConfigurations(deviceId, moduleId) {
    const query = moduleId === undefined ? '' : `&moduleId=${encodeURIComponent(moduleId)}`;
    return this.#call('GET', `/api/v1${devicePath(deviceId)}/configurations`, undefined, {}, query);
  }

  groups() {
    return this.#call('GET', GROUPS);
  }

  group(name) {
    return this.#call('GET', groupPath(name));
  }

  /** A page of a group's devices, and how many there are in all. */
  groupMembers(name, pageSize, continuation) {
    const after = continuation === undefined ? '' : `&continuation=${encodeURIComponent(continuation)}`;
    return this.#call('GET', `${groupPath(name)}/devices`, undefined, {}, `&pageSize=${pageSize}${after}`);
  }

  /** Makes or changes a group, as the precondition among the headers allows. */
  saveGroup(name, group, precondition) {
    return this.#call('PUT', groupPath(name), group, precondition);
  }

  deleteGroup(name) {
    return this.#call('DELETE', groupPath(name));
  }

  /** The registry's lines as a stream, and how many they were at the begin. */
  async exportRegistry({ keys }) {
    const { headers, stream } = await this.#flow('GET', `${REGISTRY}/export?keys=${keys}`);
    return { count: Number(headers['homeport-count']), stream };
  }

  /** Sends lines. Gives the hub's own lines that tell how it goes as a stream, and `close` to end the exchange. */
  importRegistry(lines, mode) {
    const query = mode === undefined ? '' : `?mode=${encodeURIComponent(mode)}`;
    return this.#flow('POST', `${REGISTRY}/import${query}`, lines);
  }

  /** Takes manufacturing records from a stream of CSV. Gives the hub's answer. */
  async importRecords(csv) {
    const { stream, close } = await this.#flow('POST', `${RECORDS}/import`, csv, {
      'Content-Type': 'text/csv',
    });
    try {
      const chunks = [];
      for await (const chunk of stream) chunks.push(chunk);
      return JSON.parse(Buffer.concat(chunks).toString('utf8'));
    } finally {
      close();
    }
  }

  /** The refused rows of an import as a stream of CSV. */
  recordErrors(importId) {
    return this.#flow('GET', `${RECORDS}/imports/${encodeURIComponent(importId)}/errors.csv`);
  }

  records(search, page, pageSize) {
    const query = new URLSearchParams({ search, page: String(page), pageSize: String(pageSize) });
    return this.#call('GET', RECORDS, undefined, {}, `&${query}`);
  }

  record(serial) {
    return this.#call('GET', `${RECORDS}/${encodeURIComponent(serial)}`);
  }

  deleteRecord(serial) {
    return this.#call('DELETE', `${RECORDS}/${encodeURIComponent(serial)}`);
  }

  /** A page of the audit log. */
  audit(query) {
    return this.#call('GET', AUDIT, undefined, {}, `&${query}`);
  }

  /** Entries of the audit log as a stream of text. */
  exportAudit(query) {
    return this.#flow('GET', `${AUDIT}/export?${query}`);
  }

  /** Has the audit log checked. Gives the hub's lines that tell how it goes, and `close` to end the exchange. */
  verifyAudit() {
    return this.#flow('POST', `${AUDIT}/verification`);
  }

  /** A report as a stream; the file's extension says of what kind. */
  report(file, query) {
    return this.#flow('GET', `${REPORTS}/${encodeURIComponent(file)}?${query}`);
  }

  /** A page of alerts. */
  alerts(query) {
    return this.#call('GET', ALERTS, undefined, {}, `&${query}`);
  }

  acknowledgeAlert(id) {
    return this.#call('POST', `${ALERTS}/${encodeURIComponent(id)}/acknowledge`);
  }

  muteAlert(id, minutes) {
    return this.#call('POST', `${ALERTS}/${encodeURIComponent(id)}/mute`, { minutes });
  }

  /** A call of Homeport's own API. */
  own(method, path, content, query = '') {
    return this.#call(method, `/api/v1${path}`, content, {}, this.#hub + query);
  }

  /** Sends a stream of bytes to Homeport's own API. */
  async sendBytes(method, path, bytes, headers) {
    const { stream } = await this.#flow(method, `/api/v1${path}?api-version=${API_VERSION}${this.#hub}`, bytes, {
      'Content-Type': 'application/octet-stream',
      Accept: 'application/json',
      ...headers,
    });
    let text = '';
    for await (const chunk of stream.setEncoding('utf8')) text += chunk;
    return JSON.parse(text);
  }

  get #hub() {
    return this.#asked ? `&hub=${encodeURIComponent(this.#asked.name)}` : '';
  }

  get #proof() {
    return this.#asked?.headers ?? { Authorization: sharedAccessSignature(this.#connection) };
  }

  async #flow(method, path, body, headers = {}) {
    const answer = await openExchange({
      url: this.#url,
      caFile: this.#caFile,
      method,
      path,
      headers: {
        ...this.#proof,
        Accept: `${LINES}, */*;q=0.1`,
        ...(body && { 'Content-Type': LINES }),
        ...headers,
      },
      body,
    });
    if (answer.status < 300) return answer;
    const chunks = [];
    for await (const chunk of answer.stream) chunks.push(chunk);
    answer.close();
    throw new HubError(refusal({ status: answer.status, text: Buffer.concat(chunks).toString('utf8') }));
  }

  createJob(jobId, job) {
    return this.#call('PUT', jobPath(jobId), job);
  }

  job(jobId) {
    return this.#call('GET', jobPath(jobId));
  }

  cancelJob(jobId) {
    return this.#call('POST', `${jobPath(jobId)}/cancel`, {});
  }

  /** The newest LIST_LIMIT jobs; type and status may be left out. */
  jobs(type, status) {
    const filters = [type && `&jobType=${type}`, status && `&jobStatus=${status}`].filter(Boolean);
    return this.#call('GET', '/jobs/v2/query', undefined, { 'x-ms-max-item-count': LIST_LIMIT }, filters.join(''));
  }

  /** All results of a query, page by page. */
  async *query(query) {
    let continuation;
    do {
      const { content, headers } = await this.#exchange('POST', '/devices/query', { query }, {
        'x-ms-max-item-count': LIST_LIMIT,
        ...(continuation && { 'x-ms-continuation': continuation }),
      });
      yield* content;
      continuation = headers['x-ms-continuation'];
    } while (continuation);
  }

  callMethod(deviceId, call) {
    const timeout = (call.responseTimeoutInSeconds + call.connectTimeoutInSeconds + 10) * 1000;
    return this.#call('POST', `${twinPath(deviceId)}/methods`, call, {}, '', timeout);
  }

  twin(deviceId) {
    return this.#call('GET', twinPath(deviceId));
  }

  patchTwin(deviceId, patch) {
    return this.#call('PATCH', twinPath(deviceId), patch);
  }

  queryIndexes() {
    return this.#call('GET', INDEXES);
  }

  /** Comes back when the index is built. */
  addQueryIndex(path) {
    return this.#call('POST', INDEXES, { path }, {}, '', INDEX_TIMEOUT_MILLISECONDS);
  }

  removeQueryIndex(path) {
    return this.#call('DELETE', INDEXES, undefined, {}, `&path=${encodeURIComponent(path)}`);
  }

  async #call(...call) {
    return (await this.#exchange(...call)).content;
  }

  async #exchange(method, path, content, headers = {}, query = '', timeout) {
    const body = content === undefined ? undefined : Buffer.from(JSON.stringify(content));
    const answer = await exchange({
      url: this.#url,
      caFile: this.#caFile,
      method,
      path: `${path}?api-version=${API_VERSION}${query}`,
      headers: {
        ...this.#proof,
        Accept: 'application/json',
        ...(body && { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': body.length }),
        ...headers,
      },
      body,
      timeout,
    });
    if (answer.status >= 300) throw new HubError(refusal(answer));
    return { content: answer.text ? JSON.parse(answer.text) : undefined, headers: answer.headers };
  }
}

function devicePath(deviceId) {
  return `/devices/${encodeURIComponent(deviceId)}`;
}

function configurationPath(id) {
  return `/configurations/${encodeURIComponent(id)}`;
}

function groupPath(name) {
  return `${GROUPS}/${encodeURIComponent(name)}`;
}

function jobPath(jobId) {
  return `/jobs/v2/${encodeURIComponent(jobId)}`;
}

function twinPath(deviceId) {
  return `/twins/${encodeURIComponent(deviceId)}`;
}
