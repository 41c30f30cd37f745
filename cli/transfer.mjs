// ./homeport export and import: a hub's devices and modules as lines of JSON, to and from files.

import { open } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { Hub } from './hub.mjs';
import { HubError } from './https.mjs';
import { UsageError, linesOf, toFile } from './terminal.mjs';

/** Ended as it should, but some lines were refused. */
const LINES_FAILED = 3;
/** Refusals that are shown; the report has them all. */
const SHOWN = 10;
const TICK_MILLISECONDS = 500;
const NEW_LINE = 0x0a;

/** `--name VALUE` and `--name=VALUE` for `valued`, `--name` for `flags`. */
function options(command, args, valued, flags) {
  const given = {};
  for (let i = 0; i < args.length; i++) {
    const [name, ...rest] = args[i].split('=');
    if (valued.includes(name)) {
      given[name] = rest.length > 0 ? rest.join('=') : args[++i];
      if (!given[name]) throw new UsageError(`${command}: ${name} needs a value`);
    } else if (flags.includes(args[i])) {
      given[name] = true;
    } else {
      throw new UsageError(`${command}: no option ${args[i]}`);
    }
  }
  return given;
}

/** A line on the terminal that is written over; nothing where there is no terminal. */
class ProgressLine {
  #begin = performance.now();
  #last = 0;
  #width = 0;

  get seconds() {
    return (performance.now() - this.#begin) / 1000;
  }

  show(text) {
    const now = performance.now();
    if (!process.stderr.isTTY || now - this.#last < TICK_MILLISECONDS) return;
    this.#last = now;
    this.#write(text());
  }

  clear() {
    if (this.#width > 0) this.#write('');
  }

  #write(text) {
    process.stderr.write(`\r${text.padEnd(this.#width)}${text === '' ? '\r' : ''}`);
    this.#width = text.length;
  }

  rate(count) {
    return `${grouped(count / Math.max(this.seconds, 0.001))} a second`;
  }
}

function grouped(number) {
  return Math.round(number).toLocaleString('en-US');
}

export async function exportRegistry(args) {
  const given = options('export', args, ['--out'], ['--no-keys']);
  const { count, stream } = await new Hub(process.env).exportRegistry({ keys: !given['--no-keys'] });
  const progress = new ProgressLine();
  let lines = 0;
  const counter = new Transform({
    transform(chunk, _, done) {
      for (let at = chunk.indexOf(NEW_LINE); at >= 0; at = chunk.indexOf(NEW_LINE, at + 1)) lines++;
      progress.show(() => `${grouped(lines)} of ${grouped(count)} lines, ${progress.rate(lines)}`);
      done(null, chunk);
    },
  });
  try {
    if (given['--out']) await toFile(given['--out'], stream, counter);
    else await pipeline(stream, counter, process.stdout);
  } catch (problem) {
    progress.clear();
    if (problem.code === 'EPIPE') return 0; // who reads has enough
    throw new HubError(`the export broke off after ${grouped(lines)} lines: ${problem.message || problem.code}`);
  }
  progress.clear();
  console.error(`${grouped(lines)} lines in ${progress.seconds.toFixed(1)} s`);
  return 0;
}

export async function importRegistry(args) {
  const given = options('import', args, ['--in', '--mode', '--report'], []);
  const input = given['--in'] ? (await open(given['--in'])).createReadStream() : process.stdin;
  const report = given['--report'] ? await open(given['--report'], 'w') : undefined;
  try {
    return await load(input, given['--mode'], report);
  } finally {
    input.destroy(); // also when the hub does not want the rest of it
    await report?.close();
  }
}

async function load(input, mode, report) {
  const progress = new ProgressLine();
  const { stream, close } = await new Hub(process.env).importRegistry(input, mode);
  let last;
  let shown = 0;
  try {
    for await (const text of linesOf(stream)) {
      const line = JSON.parse(text);
      if (line.type === 'failure') {
        await report?.appendFile(`${text}\n`);
        if (shown++ < SHOWN) {
          progress.clear();
          console.error(failure(line));
        }
      } else {
        last = line;
        progress.show(() => `${grouped(line.lines)} lines, ${progress.rate(line.lines)}${refused(line)}`);
      }
    }
  } catch (problem) {
    progress.clear();
    throw new HubError(`the import broke off: ${problem.message}`);
  } finally {
    close(); // the hub may have given up before it had all
  }
  progress.clear();
  if (shown > SHOWN) console.error(`and ${grouped(shown - SHOWN)} more${report ? '' : ' (--report FILE has them all)'}`);
  if (last?.type !== 'done') {
    const stands = last === undefined ? 'nothing is known of its lines' : summary(last);
    throw new HubError(`the hub gave up: ${stands}. The same file can be imported again.`);
  }
  console.error(`${summary(last)} in ${last.seconds.toFixed(1)} s`);
  return last.failed > 0 ? LINES_FAILED : 0;
}

function failure({ line, id, moduleId, code, message }) {
  const name = id === undefined ? '' : ` ${moduleId === undefined ? id : `${id}/${moduleId}`}:`;
  return `line ${line}:${name} ${message} (${code})`;
}

function refused({ failed }) {
  return failed > 0 ? `, ${grouped(failed)} failed` : '';
}

function summary(line) {
  const parts = ['created', 'updated', 'unchanged', 'deleted', 'failed']
    .filter((name) => line[name] > 0)
    .map((name) => `${grouped(line[name])} ${name}`);
  return `${grouped(line.lines)} lines${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`;
}
