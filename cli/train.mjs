#!/usr/bin/env node
// Teaches the JDK what server and broker load when they start: a start on a directory and on ports of its own, a device
// that connects and sends, a stop. Server and broker write their ahead-of-time caches when they end.
// Arguments: java, the server's jar, the folder for the caches.

import { spawn, spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'node:tls';
import { Hub } from './hub.mjs';
import { exchange } from './https.mjs';

const START_SECONDS = 120;
const DEVICE_SECONDS = 20;
const CACHES = ['server', 'kafka'];

const [java, jar, folder] = process.argv.slice(2).map((path) => resolve(path));
const data = mkdtempSync(join(tmpdir(), 'homeport-training-'));
for (const cache of CACHES) rmSync(cacheOf(cache), { force: true });

const [https, mqtts, kafka] = await freePorts(3);
try {
  // The first start lays the data directory, which no later start does: only the second is worth remembering.
  await run([], () => undefined);
  await run([`-XX:AOTCacheOutput=${cacheOf('server')}`, '-Ddev.homeport.training=true'], useOnce);
  prove();
} catch (problem) {
  console.error(`training: ${problem.stack}`);
  for (const cache of CACHES) rmSync(cacheOf(cache), { force: true });
  process.exitCode = 1;
} finally {
  rmSync(data, { recursive: true, force: true });
}

function cacheOf(program) {
  return join(folder, `${program}.aot`);
}

/** Starts the server, calls `use` with its endpoints, stops it. */
async function run(options, use) {
  const server = spawn(
    java,
    [
      ...options,
      '-Xmx640m',
      '-Dhomeport.bind=127.0.0.1',
      `-Dhomeport.ports.https=${https}`,
      `-Dhomeport.ports.mqtts=${mqtts}`,
      `-Dhomeport.kafka.port=${kafka}`,
      '-jar',
      jar,
      '--data',
      data,
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const ended = new Promise((done) => server.on('exit', done));
  const kill = () => server.kill('SIGKILL');
  process.on('exit', kill);
  try {
    await use(await ready(server));
  } finally {
    server.kill('SIGTERM');
    await ended;
    process.off('exit', kill);
  }
}

/** A cache that does not fit is passed over by the JVM, one that breaks its start must not stay. */
function prove() {
  for (const cache of CACHES) {
    if (!existsSync(cacheOf(cache))) throw new Error(`no cache for ${cache} was written`);
  }
  const proof = spawnSync(java, [`-XX:AOTCache=${cacheOf('server')}`, '-jar', jar, '--help'], { encoding: 'utf8' });
  if (proof.status !== 0) throw new Error(`the server does not start with its cache: ${proof.stdout}${proof.stderr}`);
}

async function freePorts(count) {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise((opened) => {
          const listener = createServer().listen(0, '127.0.0.1', () => opened(listener));
        }),
    ),
  );
  const ports = servers.map((listener) => listener.address().port);
  await Promise.all(servers.map((listener) => new Promise((closed) => listener.close(closed))));
  return ports;
}

/** The variables of run/endpoints.env, once they are there. */
async function ready(server) {
  const file = join(data, 'run', 'endpoints.env');
  for (let tries = START_SECONDS * 10; tries > 0 && server.exitCode === null; tries--) {
    if (existsSync(file)) {
      const lines = readFileSync(file, 'utf8').matchAll(/^export ([A-Z_]+)='(.*)'$/gm);
      return Object.fromEntries([...lines].map(([, name, value]) => [name, value]));
    }
    await sleep(100);
  }
  throw new Error('the server did not start');
}

async function useOnce(endpoints) {
  const caFile = endpoints.HOMEPORT_CA_FILE;
  await exchange({ url: endpoints.HOMEPORT_CONSOLE_URL, caFile, path: '/console/' });
  const hub = new Hub(endpoints);
  const { deviceId, authentication } = await hub.createDevice('training');
  const key = authentication.symmetricKey.primaryKey;
  await sendTelemetry(readFileSync(caFile), hub.hostName, deviceId, key);
  await hub.devices();
}

/** CONNECT, SUBSCRIBE to the twin, GET it, PUBLISH with QoS 1, DISCONNECT (MQTT 3.1.1). */
function sendTelemetry(ca, hostName, deviceId, key) {
  const resource = encodeURIComponent(`${hostName}/devices/${deviceId}`);
  const expiry = Math.floor(Date.now() / 1000) + 600;
  const signature = createHmac('sha256', Buffer.from(key, 'base64')).update(`${resource}\n${expiry}`).digest('base64');
  const password = `SharedAccessSignature sr=${resource}&sig=${encodeURIComponent(signature)}&se=${expiry}`;
  const user = `${hostName}/${deviceId}/?api-version=2021-04-12`;
  const send = {
    connect: packet(0x10, text('MQTT'), [4, 0xc2, 0, 60], text(deviceId), text(user), text(password)),
    subscribe: packet(0x82, [0, 1], text('$iothub/twin/res/#'), [0]),
    get: packet(0x30, text('$iothub/twin/GET/?$rid=1')),
    telemetry: packet(0x32, text(`devices/${deviceId}/messages/events/`), [0, 2], Buffer.from('{"cpu":1}')),
    disconnect: packet(0xe0),
  };
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: mqtts, ca }, () => socket.write(send.connect));
    socket.setTimeout(DEVICE_SECONDS * 1000, () => socket.destroy(new Error('the hub does not answer the device')));
    socket.on('error', reject);
    socket.on('close', resolve);
    socket.on('data', (answer) => {
      const type = answer[0] >> 4;
      if (type === 2) socket.write(send.subscribe);
      if (type === 9) socket.write(send.get);
      if (type === 3) socket.write(send.telemetry);
      if (type === 4) socket.end(send.disconnect);
    });
  });
}

function packet(head, ...parts) {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const length = [];
  let left = body.length;
  do {
    length.push((left % 128) | (left > 127 ? 128 : 0));
    left = Math.floor(left / 128);
  } while (left > 0);
  return Buffer.concat([Buffer.from([head, ...length]), body]);
}

function text(value) {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
}
