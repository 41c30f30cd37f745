// What the commands share: arguments in, tables out.

import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';

/** Wrong arguments; the command's usage is shown with the message. */
export class UsageError extends Error {}

/** The options and positional arguments of a command, as `util.parseArgs` reads them. */
export function read(command, args, options) {
  try {
    return parseArgs({ args, options: { json: { type: 'boolean' }, ...options }, allowPositionals: true });
  } catch (problem) {
    throw new UsageError(`${command}: ${problem.message}`);
  }
}

export function parseJson(what, text) {
  try {
    return JSON.parse(text);
  } catch (problem) {
    throw new UsageError(`${what} is not JSON: ${problem.message}`);
  }
}

/** Rows below a head, in columns. */
export function table(head, rows) {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd()).join('\n');
}

/** A time of the hub without its fraction of a second. */
export function time(text) {
  return text?.replace(/\.\d+/, '') ?? '';
}

/** The lines of a stream of text. */
export async function* linesOf(stream) {
  let rest = '';
  stream.setEncoding('utf8');
  for await (const chunk of stream) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    yield* lines;
  }
}

/** Puts what comes out of `steps` into a file, which appears when it is whole; secrets may be in it: it is its owner's. */
export async function toFile(path, ...steps) {
  const part = `${path}.part`;
  await rm(part, { force: true });
  const file = await open(part, 'wx', 0o600);
  try {
    await pipeline(...steps, file.createWriteStream({ flush: true }));
    await rename(part, path);
  } catch (problem) {
    await rm(part, { force: true });
    throw problem;
  }
}
