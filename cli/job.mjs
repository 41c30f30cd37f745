// ./homeport job: a method or a twin patch for many devices.

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Hub, LIST_LIMIT } from './hub.mjs';
import { UsageError, parseJson, read, table, time } from './terminal.mjs';

export const JOB_USAGE = `usage: ./homeport job create [ID] --where CONDITION (--method NAME [--payload JSON] | --twin JSON)
                             [--at TIME] [--max-seconds N] [--timeout SECONDS] [--wait] [--json]
       ./homeport job list [--type method|twin] [--status STATUS] [--json]
       ./homeport job show ID [--devices | --failed] [--json]
       ./homeport job cancel ID [--json]`;

const TYPES = { method: 'scheduleDeviceMethod', twin: 'scheduleUpdateTwin' };
const OVER = ['completed', 'failed', 'cancelled'];
const LOOK_MILLISECONDS = 500;

export async function job([action, ...args]) {
  switch (action) {
    case 'create':
      return create(args);
    case 'list':
      return list(args);
    case 'show':
      return show(args);
    case 'cancel':
      return cancel(args);
    default:
      throw new UsageError(action ? `job: no action ${action}` : 'job: create, list, show or cancel?');
  }
}

async function create(args) {
  const { values, positionals } = read('job create', args, {
    where: { type: 'string' },
    method: { type: 'string' },
    payload: { type: 'string' },
    twin: { type: 'string' },
    at: { type: 'string' },
    'max-seconds': { type: 'string' },
    timeout: { type: 'string' },
    wait: { type: 'boolean' },
  });
  if (positionals.length > 1) throw new UsageError('job create: too many arguments');
  if (!values.where) throw new UsageError("job create: --where is missing; '*' stands for all devices");
  if ((values.method === undefined) === (values.twin === undefined)) {
    throw new UsageError('job create: either --method or --twin');
  }
  const jobId = positionals[0] ?? randomUUID();
  const hub = new Hub(process.env);
  let created = await hub.createJob(jobId, {
    jobId,
    type: values.method === undefined ? TYPES.twin : TYPES.method,
    queryCondition: values.where,
    ...(values.method === undefined
      ? { updateTwin: { etag: '*', ...parseJson('--twin', values.twin) } }
      : {
          cloudToDeviceMethod: {
            methodName: values.method,
            payload: values.payload === undefined ? null : parseJson('--payload', values.payload),
            ...(values.timeout && { responseTimeoutInSeconds: seconds('--timeout', values.timeout) }),
          },
        }),
    ...(values.at && { startTime: values.at }),
    ...(values['max-seconds'] && { maxExecutionTimeInSeconds: seconds('--max-seconds', values['max-seconds']) }),
  });
  while (values.wait && !isOver(created)) {
    await sleep(LOOK_MILLISECONDS);
    created = await hub.job(jobId);
  }
  print(created, values.json);
  return values.wait && (created.status !== 'completed' || created.deviceJobStatistics.failedCount > 0) ? 1 : 0;
}

/** No more device is taken up, and none is under way. */
function isOver({ status, deviceJobStatistics: { runningCount, pendingCount } }) {
  return OVER.includes(status) && runningCount === 0 && pendingCount === 0;
}

function seconds(option, text) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new UsageError(`job create: ${option} is a number of seconds`);
  return number;
}

async function list(args) {
  const { values, positionals } = read('job list', args, { type: { type: 'string' }, status: { type: 'string' } });
  if (positionals.length > 0) throw new UsageError('job list: too many arguments');
  if (values.type && !TYPES[values.type]) throw new UsageError('job list: --type is method or twin');
  const jobs = await new Hub(process.env).jobs(TYPES[values.type], values.status);
  if (jobs.length === LIST_LIMIT) console.error(`the newest ${LIST_LIMIT} jobs`);
  console.log(
    values.json
      ? JSON.stringify(jobs)
      : table(
          ['JOB', 'WORK', 'STATUS', 'START', 'DEVICES', 'SUCCEEDED', 'FAILED', 'RUNNING', 'PENDING'],
          jobs.map((item) => [item.jobId, work(item), item.status, time(item.startTime), ...counts(item)]),
        ),
  );
  return 0;
}

function work(job) {
  return job.cloudToDeviceMethod ? `method ${job.cloudToDeviceMethod.methodName}` : 'twin';
}

function counts({ deviceJobStatistics: count }) {
  return [count.deviceCount, count.succeededCount, count.failedCount, count.runningCount, count.pendingCount].map(String);
}

async function show(args) {
  const { values, positionals } = read('job show', args, {
    devices: { type: 'boolean' },
    failed: { type: 'boolean' },
  });
  const jobId = only('job show', positionals);
  const hub = new Hub(process.env);
  const shown = await hub.job(jobId);
  if (!values.devices && !values.failed) {
    print(shown, values.json);
    return 0;
  }
  const devices = [];
  const failed = values.failed ? " AND status = 'failed'" : '';
  for await (const device of hub.query(`SELECT * FROM devices.jobs WHERE jobId = '${shown.jobId}'${failed}`)) {
    devices.push(device);
  }
  console.log(
    values.json
      ? JSON.stringify(devices)
      : table(
          ['DEVICE', 'STATUS', 'ENDED', 'ANSWER', 'ERROR'],
          devices.map((device) => [
            device.moduleId ? `${device.deviceId}/${device.moduleId}` : device.deviceId,
            device.status,
            time(device.endTimeUtc),
            answer(device.outcome?.deviceMethodResponse),
            device.error ? `${device.error.code}: ${device.error.description}` : '',
          ]),
        ),
  );
  return 0;
}

function answer(response) {
  return response ? `${response.status} ${JSON.stringify(response.payload)}` : '';
}

async function cancel(args) {
  const { values, positionals } = read('job cancel', args, {});
  print(await new Hub(process.env).cancelJob(only('job cancel', positionals)), values.json);
  return 0;
}

function only(command, positionals) {
  if (positionals.length !== 1) throw new UsageError(`${command}: one job's ID`);
  return positionals[0];
}

function print(job, json) {
  if (json) {
    console.log(JSON.stringify(job));
    return;
  }
  const count = job.deviceJobStatistics;
  const lines = [
    ['job', job.jobId],
    ['work', work(job)],
    ['where', job.queryCondition],
    ['status', job.failureReason ? `${job.status}: ${job.failureReason}` : job.status],
    ['start', time(job.startTime)],
    ['end', time(job.endTime)],
    [
      'devices',
      `${count.deviceCount}: ${count.succeededCount} succeeded, ${count.failedCount} failed, ` +
        `${count.runningCount} running, ${count.pendingCount} pending`,
    ],
  ];
  console.log(lines.map(([name, value]) => `${name.padEnd(8)}${value}`.trimEnd()).join('\n'));
}
