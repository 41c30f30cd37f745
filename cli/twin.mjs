// ./homeport method and ./homeport twin: one device.

import { Hub } from './hub.mjs';
import { UsageError, parseJson, read, table } from './terminal.mjs';

export const METHOD_USAGE = `usage: ./homeport method DEVICE NAME [PAYLOAD] [--timeout SECONDS] [--connect SECONDS] [--json]`;

export const TWIN_USAGE = `usage: ./homeport twin get DEVICE [--json]
       ./homeport twin patch DEVICE JSON [--json]`;

const DEFAULT_TIMEOUT = 30;

export async function method(args) {
  const { values, positionals } = read('method', args, { timeout: { type: 'string' }, connect: { type: 'string' } });
  const [deviceId, methodName, payload, ...rest] = positionals;
  if (!deviceId || !methodName || rest.length > 0) throw new UsageError('method: a device, a name, perhaps a payload');
  const answer = await new Hub(process.env).callMethod(deviceId, {
    methodName,
    payload: payload === undefined ? null : parseJson('the payload', payload),
    responseTimeoutInSeconds: Number(values.timeout ?? DEFAULT_TIMEOUT),
    connectTimeoutInSeconds: Number(values.connect ?? 0),
  });
  console.log(values.json ? JSON.stringify(answer) : `${answer.status} ${JSON.stringify(answer.payload, null, 2)}`);
  return 0;
}

export async function twin([action, ...args]) {
  const { values, positionals } = read('twin', args, {});
  const [deviceId, patch, ...rest] = positionals;
  const tooMany = rest.length > 0 || (action === 'get' && patch !== undefined);
  if (tooMany) throw new UsageError(`twin ${action}: too many arguments`);
  if (!deviceId && (action === 'get' || action === 'patch')) throw new UsageError(`twin ${action}: the device's ID is missing`);
  switch (action) {
    case 'get':
      print(await new Hub(process.env).twin(deviceId), values.json);
      return 0;
    case 'patch':
      if (patch === undefined) throw new UsageError('twin patch: the JSON is missing, as {"tags":{"site":"north"}}');
      print(await new Hub(process.env).patchTwin(deviceId, parseJson('the patch', patch)), values.json);
      return 0;
    default:
      throw new UsageError(action ? `twin: no action ${action}` : 'twin: get or patch?');
  }
}

function print(document, json) {
  if (json) {
    console.log(JSON.stringify(document));
    return;
  }
  const { desired, reported } = document.properties;
  console.log(
    table(
      ['SECTION', 'PATH', 'VALUE'],
      [
        ['twin', 'deviceId', document.deviceId],
        ['twin', 'version', String(document.version)],
        ['twin', 'connectionState', document.connectionState],
        ...leaves('tags', document.tags ?? {}),
        ...leaves('desired', desired),
        ...leaves('reported', reported),
      ],
    ),
  );
}

/** One row for each value; metadata are for --json. */
function leaves(section, content, path = []) {
  return Object.entries(content).flatMap(([name, value]) => {
    if (name === '$metadata') return [];
    const here = [...path, name];
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? leaves(section, value, here)
      : [[section, here.join('.'), JSON.stringify(value)]];
  });
}
