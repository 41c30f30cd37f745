// ./homeport user and ./homeport token: who may use Homeport's own API, by the rights of the first admin or of HOMEPORT_TOKEN.

import { HubError, exchange, refusal } from './https.mjs';
import { UsageError, read, table, time } from './terminal.mjs';

export const USER_USAGE = `usage: ./homeport user list [--json]
       ./homeport user create NAME --role admin|technician|viewer [--group GROUP] [--json]
       ./homeport user delete NAME
       ./homeport user reset-password NAME [--json]
       ./homeport user sign-out NAME`;

export const TOKEN_USAGE = `usage: ./homeport token list [--json]
       ./homeport token create NAME --role admin|technician|viewer [--days N] [--hub HUB] [--json]
       ./homeport token delete ID`;

/**
 * Runs `work` with a function that calls the API, `call(method, path, body)`, which gives the answer's body, and with the
 * headers that prove who calls.
 */
export async function signedIn({ HOMEPORT_TOKEN: token, ...env }, work) {
  const send = async (method, path, body, headers) => {
    const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const answer = await exchange({
      url: env.HOMEPORT_CONSOLE_URL,
      caFile: env.HOMEPORT_CA_FILE,
      method,
      path,
      body: bytes,
      headers: {
        Accept: 'application/json',
        'X-Homeport-Request': '1',
        ...(bytes && { 'Content-Type': 'application/json', 'Content-Length': bytes.length }),
        ...headers,
      },
    });
    if (answer.status >= 300) throw new HubError(refusal(answer));
    return answer;
  };
  const content = ({ text }) => (text ? JSON.parse(text) : undefined);
  if (token) {
    const headers = { Authorization: `Bearer ${token}` };
    return work(async (method, path, body) => content(await send(method, path, body, headers)), headers);
  }
  const begun = await send('POST', '/api/v1/session', {
    userName: env.HOMEPORT_ADMIN_USER,
    password: env.HOMEPORT_ADMIN_PASSWORD,
  });
  const headers = { Cookie: begun.headers['set-cookie'].map((cookie) => cookie.split(';')[0]).join('; ') };
  try {
    return await work(async (method, path, body) => content(await send(method, path, body, headers)), headers);
  } finally {
    await send('DELETE', '/api/v1/session', undefined, headers);
  }
}

/** The action of a command with its arguments, checked. */
function parsed(command, actions, [action, ...args], options) {
  if (!Object.hasOwn(actions, action ?? '')) {
    throw new UsageError(action ? `${command}: no action ${action}` : `${command}: which action?`);
  }
  const { values, positionals } = read(`${command} ${action}`, args, options[action] ?? {});
  const needed = action === 'list' ? 0 : 1;
  if (positionals.length !== needed) {
    throw new UsageError(`${command} ${action}: ${positionals.length > needed ? 'too many arguments' : 'of which one?'}`);
  }
  return { run: actions[action], name: positionals[0], values };
}

export async function user(args) {
  const role = { role: { type: 'string' }, group: { type: 'string' } };
  const { run, name, values } = parsed('user', USERS, args, { create: role });
  await signedIn(process.env, (call) => run(call, name, values));
  return 0;
}

export async function token(args) {
  const create = { role: { type: 'string' }, days: { type: 'string' }, hub: { type: 'string' } };
  const { run, name, values } = parsed('token', TOKENS, args, { create });
  await signedIn(process.env, (call) => run(call, name, values));
  return 0;
}

const userPath = (name) => `/api/v1/users/${encodeURIComponent(name)}`;

const USERS = {
  async list(call, _, { json }) {
    const { items } = await call('GET', '/api/v1/users');
    if (json) return console.log(JSON.stringify(items));
    return console.log(
      table(
        ['USER', 'ROLE', 'GROUP', 'STATUS', 'LAST SIGN-IN'],
        items.map((one) => [
          one.userName,
          one.role,
          one.group ?? '(all devices)',
          one.enabled ? (one.mustChangePassword ? 'new' : 'enabled') : 'disabled',
          time(one.lastSignInAt) || 'never',
        ]),
      ),
    );
  },
  async create(call, userName, { role, group, json }) {
    if (!role) throw new UsageError('user create: --role is missing');
    show(await call('POST', '/api/v1/users', { userName, role, group }), json);
  },
  async delete(call, name) {
    await call('DELETE', userPath(name));
    console.error(`user ${name} is deleted`);
  },
  async 'reset-password'(call, name, { json }) {
    show(await call('POST', `${userPath(name)}/password`), json);
  },
  async 'sign-out'(call, name) {
    await call('DELETE', `${userPath(name)}/sessions`);
    console.error(`user ${name} is signed out everywhere`);
  },
};

/** The password alone goes to the standard output, for scripts. */
function show(first, json) {
  if (json) return console.log(JSON.stringify(first));
  console.error(`${first.userName} signs in with this password and then chooses another one:`);
  return console.log(first.password);
}

const TOKENS = {
  async list(call, _, { json }) {
    const { items } = await call('GET', '/api/v1/tokens');
    if (json) return console.log(JSON.stringify(items));
    return console.log(
      table(
        ['TOKEN', 'ID', 'ROLE', 'EXPIRES', 'LAST USED'],
        items.map((one) => [one.name, one.id, one.role, time(one.expiresAt), time(one.lastUsedAt) || 'never']),
      ),
    );
  },
  async create(call, name, { role, days, hub, json }) {
    if (!role) throw new UsageError('token create: --role is missing');
    if (days !== undefined && !/^\d+$/.test(days)) throw new UsageError('token create: --days is a number');
    const made = await call('POST', '/api/v1/tokens', { name, role, hub, ...(days && { days: Number(days) }) });
    console.log(json ? JSON.stringify(made) : made.token);
  },
  async delete(call, id) {
    await call('DELETE', `/api/v1/tokens/${encodeURIComponent(id)}`);
    console.error('the token is deleted');
  },
};
