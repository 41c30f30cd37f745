// What the pictures of the console show besides the devices that are there: made before, and deleted after as far as
// it can be; jobs, firmware and deployments stay.
import { createHash } from 'node:crypto';

export const GROUP = 'north';
export const JOB = 'faster-telemetry';
export const FIRMWARE = 'TX-100';
export const DEPLOYMENT = 'TX-100 1.5.0';
export const RECORD = 'TX-2031';
export const HUB = 'south';

const ONBOARDED = 'TX-2030';
const DRAINED = 2;
const CONFIGURATIONS = {
  'telemetry-every-2-s': {
    priority: 10,
    targetCondition: '*',
    labels: { team: 'field' },
    content: { deviceContent: { 'properties.desired.telemetryInterval': 2 } },
    metrics: { reporting: 'SELECT deviceId FROM devices WHERE IS_DEFINED(properties.reported.model)' },
  },
  'north-every-second': {
    priority: 20,
    targetCondition: 'properties.reported.location.latitude > 50',
    labels: { team: 'field', region: 'north' },
    content: { deviceContent: { 'properties.desired.telemetryInterval': 1 } },
  },
};
const RECORDS = [
  [ONBOARDED, { model: 'TX-100', customer: 'Harbour Cranes', order: '4711', soldTo: 'Pier 3' }],
  [RECORD, { model: 'TX-100', customer: 'Harbour Cranes', order: '4711', soldTo: 'Pier 4' }],
  ['TX-2032', { model: 'TX-100', customer: 'Harbour Cranes', order: '4711' }],
  ['PX-0801', { model: 'PX-8', customer: 'Cold Storage Group', order: '4720' }],
  ['PX-0802', { model: 'PX-8', customer: 'Cold Storage Group', order: '4720' }],
];
const RULES = {
  'device-ill': { kind: 'health', severity: 'warning', threshold: 1 },
  'device-silent': { kind: 'offline', severity: 'warning', minutes: 10 },
  'key-guessing': { kind: 'authentication', severity: 'warning', threshold: 20, minutes: 5 },
};
const ENROLLMENT_GROUP = 'factory-line-2';

/** Makes it all; the id of the deployment. */
export async function prepare(call) {
  await clear(call);
  await call('PUT', `groups/${GROUP}`, {
    description: 'North of 50 degrees',
    condition: 'properties.reported.location.latitude > 50',
  });
  for (const [id, configuration] of Object.entries(CONFIGURATIONS)) {
    await call('PUT', `configurations/${id}`, configuration);
  }
  await job(call);
  await onboarding(call);
  await call('POST', 'hubs', { name: HUB, hostNames: ['south.example.com'], weight: 2 });
  await call('PUT', `provisioning/groups/${ENROLLMENT_GROUP}`, {
    attestation: { type: 'symmetricKey' },
    initialTwin: { tags: { line: 2 } },
  });
  await alerts(call);
  return deployment(call);
}

export async function clear(call) {
  for (const id of Object.keys(CONFIGURATIONS)) await call('DELETE', `configurations/${id}`);
  await call('DELETE', `groups/${GROUP}`);
  await call('DELETE', `devices/${ONBOARDED}`);
  await call('DELETE', `onboarding/${ONBOARDED}`);
  for (const [serial] of RECORDS) await call('DELETE', `records/${serial}`);
  await call('DELETE', 'status-hooks/crm');
  await call('DELETE', `hubs/${HUB}`);
  await call('DELETE', `provisioning/groups/${ENROLLMENT_GROUP}`);
  for (const name of Object.keys(RULES)) await call('DELETE', `alert-rules/${name}`);
  await call('DELETE', 'alert-channels/operations');
}

async function job(call) {
  const { items } = await (await call('GET', 'jobs?pageSize=500')).json();
  if (items.some(({ jobId }) => jobId === JOB)) return;
  await call('PUT', `jobs/${JOB}`, {
    type: 'scheduleUpdateTwin',
    updateTwin: { etag: '*', tags: { plan: 'fast' } },
    queryCondition: '*',
    maxExecutionTimeInSeconds: 60,
  });
}

async function onboarding(call) {
  await call('PUT', 'status-hooks/crm', {
    url: 'https://crm.example.com/devices',
    secret: 'only for the pictures',
  });
  for (const [serial, record] of RECORDS) await call('PUT', `records/${serial}`, record);
  await call('POST', 'onboarding', { code: ONBOARDED });
}

async function alerts(call) {
  await call('PUT', 'alert-channels/operations', {
    kind: 'webhook',
    url: 'https://pager.example.com/hook',
    secret: 'only for the pictures',
  });
  for (const [name, rule] of Object.entries(RULES)) {
    await call('PUT', `alert-rules/${name}`, { ...rule, channels: ['operations'] });
  }
}

/** Empties the batteries of two devices, and waits until that has opened an alert; a minute and a half at most. */
export async function alarm(call, devices) {
  for (const deviceId of devices.slice(-DRAINED)) {
    await call('POST', `devices/${deviceId}/methods`, {
      methodName: 'drainBattery',
      payload: { seconds: 120 },
    });
  }
  for (let i = 0; i < 45; i++) {
    const { items } = await (await call('GET', 'alerts?state=open')).json();
    if (items.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
}

/** Starts a deployment of a small firmware to the group, unless there was one; its id. */
async function deployment(call) {
  const { items: known } = await (await call('GET', 'deployments?pageSize=200')).json();
  const same = known.find(({ name }) => name === DEPLOYMENT);
  if (same) return same.id;
  const { items: library } = await (await call('GET', 'firmware')).json();
  const firmware =
    library.find(({ name, version }) => name === FIRMWARE && version === '1.5.0') ??
    (await upload(call));
  const answer = await call('POST', 'deployments', {
    name: DEPLOYMENT,
    firmwareId: firmware.id,
    target: { group: GROUP },
    plan: { canary: 1, waves: [50, 100], pauseSeconds: 0, observationSeconds: 1, retries: 0 },
  });
  return (await answer.json()).id;
}

async function upload(call) {
  const content = Buffer.alloc(1 << 20, 'firmware ');
  const begun = await call('POST', 'firmware/uploads', {
    name: FIRMWARE,
    version: '1.5.0',
    description: 'Reports the vibration of the pump',
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  });
  const { id } = await begun.json();
  await call('PUT', `firmware/uploads/${id}/content`, content, {
    'Content-Type': 'application/octet-stream',
    'Content-Range': `bytes 0-${content.length - 1}/${content.length}`,
  });
  return (await call('POST', `firmware/uploads/${id}/complete`)).json();
}
