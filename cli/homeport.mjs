#!/usr/bin/env node
// The part of ./homeport that talks to the server. ./homeport sets the variables of `./homeport env` before it.

import { ALERT_USAGE, alert } from './alert.mjs';
import { AUDIT_USAGE, audit } from './audit.mjs';
import { CA_USAGE, ca } from './ca.mjs';
import { CONFIGURATION_USAGE, configuration } from './configuration.mjs';
import { DEPLOYMENT_USAGE, deployment } from './deployment.mjs';
import { ENROLLMENT_USAGE, enrollment } from './enrollment.mjs';
import { FIRMWARE_USAGE, firmware } from './firmware.mjs';
import { GROUP_USAGE, group } from './group.mjs';
import { Hub, LIST_LIMIT } from './hub.mjs';
import { HubError, exchange } from './https.mjs';
import { HUB_USAGE, hub } from './hubs.mjs';
import { JOB_USAGE, job } from './job.mjs';
import { TOKEN_USAGE, USER_USAGE, token, user } from './people.mjs';
import { query, queryIndex } from './query.mjs';
import { RECORD_USAGE, record } from './record.mjs';
import { REPORT_USAGE, report } from './report.mjs';
import { UsageError, table } from './terminal.mjs';
import { exportRegistry, importRegistry } from './transfer.mjs';
import { METHOD_USAGE, TWIN_USAGE, method, twin } from './twin.mjs';

const USAGE = {
  alert: ALERT_USAGE,
  audit: AUDIT_USAGE,
  ca: CA_USAGE,
  configuration: CONFIGURATION_USAGE,
  deployment: DEPLOYMENT_USAGE,
  device: `usage: ./homeport device create ID [--json]
       ./homeport device list [--json]
       ./homeport device delete ID`,
  enrollment: ENROLLMENT_USAGE,
  query: "usage: ./homeport query 'SELECT … FROM devices WHERE …' [--json]",
  'query-index': `usage: ./homeport query-index add PATH
       ./homeport query-index list [--json]
       ./homeport query-index remove PATH`,
  status: 'usage: ./homeport status [--json]',
  export: 'usage: ./homeport export [--out FILE] [--no-keys]',
  import: 'usage: ./homeport import [--in FILE] [--mode MODE] [--report FILE]',
  firmware: FIRMWARE_USAGE,
  group: GROUP_USAGE,
  hub: HUB_USAGE,
  job: JOB_USAGE,
  method: METHOD_USAGE,
  record: RECORD_USAGE,
  report: REPORT_USAGE,
  token: TOKEN_USAGE,
  twin: TWIN_USAGE,
  user: USER_USAGE,
};

async function device(args) {
  const json = args.includes('--json');
  const unknown = args.find((arg) => arg.startsWith('-') && arg !== '--json');
  if (unknown) throw new UsageError(`device: no option ${unknown}`);
  const [action, deviceId, ...rest] = args.filter((arg) => arg !== '--json');
  const needsId = action === 'create' || action === 'delete';
  if (rest.length > 0 || (!needsId && deviceId !== undefined)) throw new UsageError('device: too many arguments');
  if (needsId && !deviceId) throw new UsageError(`device ${action}: the device's ID is missing`);

  switch (action) {
    case 'create':
      return create(deviceId, json);
    case 'list':
      return list(json);
    case 'delete':
      await new Hub(process.env).deleteDevice(deviceId);
      console.error(`device ${deviceId} is deleted`);
      return 0;
    default:
      throw new UsageError(action ? `device: no action ${action}` : 'device: create, list or delete?');
  }
}

async function create(deviceId, json) {
  const hub = new Hub(process.env);
  const identity = await hub.createDevice(deviceId);
  const key = identity.authentication.symmetricKey.primaryKey;
  const connectionString = `HostName=${hub.hostName};DeviceId=${identity.deviceId};SharedAccessKey=${key}`;
  console.log(json ? JSON.stringify({ deviceId: identity.deviceId, connectionString }) : connectionString);
  return 0;
}

async function list(json) {
  const identities = await new Hub(process.env).devices();
  if (identities.length === LIST_LIMIT) console.error(`the first ${LIST_LIMIT} devices; the console shows all of them`);
  const devices = identities.map((device) => ({
    deviceId: device.deviceId,
    status: device.status,
    connectionState: device.connectionState,
    lastActivityTime: isNever(device.lastActivityTime) ? null : device.lastActivityTime,
  }));
  if (json) {
    console.log(JSON.stringify(devices));
    return 0;
  }
  console.log(
    table(
      ['DEVICE', 'STATUS', 'CONNECTION', 'LAST ACTIVE'],
      devices.map((device) => [
        device.deviceId,
        device.status,
        device.connectionState,
        device.lastActivityTime?.replace(/\.\d+/, '') ?? 'never',
      ]),
    ),
  );
  return 0;
}

/** IoT Hub says "never" as the year 1. */
function isNever(time) {
  return !time || time.startsWith('0001-');
}

/** Arguments: data directory, server's process id or "", fleet's process id or "", "--json" or nothing. */
async function status([data, serverPid, fleetPid, ...options]) {
  if (options.some((option) => option !== '--json')) throw new UsageError(`status: no option ${options[0]}`);
  const url = process.env.HOMEPORT_CONSOLE_URL;
  const https = serverPid && url ? await reach(url) : { reachable: false };
  const report = {
    up: Boolean(serverPid) && https.reachable,
    data,
    serverPid: serverPid ? Number(serverPid) : null,
    fleetPid: fleetPid ? Number(fleetPid) : null,
    https: { url: serverPid && url ? new URL(url).origin : null, ...https },
  };
  if (options.includes('--json')) {
    console.log(JSON.stringify(report));
  } else {
    console.log(`data    ${data}`);
    console.log(`server  ${serverPid ? `process ${serverPid}${url ? '' : ', starting'}` : 'not running'}`);
    console.log(`https   ${https.reachable ? `${report.https.url} answers` : (https.problem ?? 'not reachable')}`);
    console.log(`fleet   ${fleetPid ? `process ${fleetPid}` : 'not running'}`);
  }
  return report.up ? 0 : 1;
}

async function reach(url) {
  try {
    await exchange({ url, caFile: process.env.HOMEPORT_CA_FILE, path: '/q/health', timeout: 5000 });
    return { reachable: true };
  } catch (problem) {
    return { reachable: false, problem: problem.message };
  }
}

const commands = {
  alert,
  audit,
  ca,
  configuration,
  deployment,
  device,
  enrollment,
  export: exportRegistry,
  firmware,
  group,
  hub,
  import: importRegistry,
  job,
  method,
  query,
  'query-index': queryIndex,
  record,
  report,
  status,
  token,
  twin,
  user,
};
const [command, ...args] = process.argv.slice(2);
try {
  process.exitCode = await commands[command](args);
} catch (problem) {
  if (problem instanceof UsageError) {
    console.error(`homeport: ${problem.message}\n${USAGE[command]}`);
    process.exitCode = 2;
  } else if (problem instanceof HubError || problem.syscall === 'open') {
    console.error(`homeport: ${problem.message}`);
    process.exitCode = 1;
  } else {
    throw problem;
  }
}
