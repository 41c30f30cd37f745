export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [name: string]: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  }
  if (isObject(a) && isObject(b)) {
    const names = Object.keys(a);
    return (
      names.length === Object.keys(b).length &&
      names.every((name) => name in b && sameJson(a[name], b[name]))
    );
  }
  return false;
}

export type Parsed<T> = { ok: true; value: T } | { ok: false; message: string };

/** Parses what a person typed; the message says where it went wrong in lines, as an editor does. */
export function parseJson(text: string): Parsed<Json> {
  try {
    return { ok: true, value: JSON.parse(text) as Json };
  } catch (error) {
    return { ok: false, message: withLine(text, (error as Error).message) };
  }
}

export function parseJsonObject(text: string, notAnObject: string): Parsed<JsonObject> {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  return isObject(parsed.value)
    ? { ok: true, value: parsed.value }
    : { ok: false, message: notAnObject };
}

export function formatJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

function withLine(text: string, message: string): string {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined || message.includes('line ')) return message;
  const before = text.slice(0, Number(position)).split('\n');
  return `${message} (line ${before.length} column ${(before.at(-1)?.length ?? 0) + 1})`;
}

/** The JSON merge patch (RFC 7396) that leads from one object to another: null where a name was removed. */
export function mergePatch(from: JsonObject, to: JsonObject): JsonObject {
  const patch: JsonObject = {};
  for (const name of Object.keys(from)) {
    if (!(name in to)) patch[name] = null;
  }
  for (const [name, after] of Object.entries(to)) {
    const before = from[name];
    if (sameJson(before, after)) continue;
    patch[name] = isObject(before) && isObject(after) ? mergePatch(before, after) : after;
  }
  return patch;
}

export interface Merge {
  merged: JsonObject;
  /** Paths that both sides changed differently; the merged object holds mine there. */
  conflicts: string[];
}

/** Three-way merge of objects: what only one side changed is taken from that side. */
export function mergeThreeWay(base: JsonObject, mine: JsonObject, theirs: JsonObject): Merge {
  const merged: JsonObject = {};
  const conflicts: string[] = [];
  for (const name of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const [was, my, their] = [base[name], mine[name], theirs[name]];
    const chosen = (value: Json | undefined) => {
      if (value !== undefined) merged[name] = value;
    };
    if (sameJson(my, their) || sameJson(was, my)) {
      chosen(their);
    } else if (sameJson(was, their)) {
      chosen(my);
    } else if (isObject(my) && isObject(their)) {
      const inner = mergeThreeWay(isObject(was) ? was : {}, my, their);
      merged[name] = inner.merged;
      conflicts.push(...inner.conflicts.map((path) => `${name}.${path}`));
    } else {
      chosen(my);
      conflicts.push(name);
    }
  }
  return { merged, conflicts };
}

/** The leaves of an object with their dotted paths; arrays are leaves. */
export function leaves(value: JsonObject, prefix = ''): { path: string; value: Json }[] {
  return Object.entries(value).flatMap(([name, child]) => {
    const path = prefix + name;
    return isObject(child) && Object.keys(child).length > 0
      ? leaves(child, `${path}.`)
      : [{ path, value: child }];
  });
}
