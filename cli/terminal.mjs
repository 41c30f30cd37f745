// What the commands share: arguments in, tables out.

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
