import type { TimelineItem } from '../../../api/types';
import { compact } from '../../../lib/format';
import { isObject, type JsonObject } from '../../../lib/json';
import { texts } from '../../../lib/texts';

/** An entry of the time line in words. */
export interface EntryText {
  what: string;
  detail: string;
}

const words = texts.timeline;

export function entryText({ kind, type, detail }: TimelineItem): EntryText {
  const what = words.types[type] ?? type;
  if (!isObject(detail)) return { what, detail: detail === null ? words.tooLong : '' };
  switch (kind) {
    case 'connection':
      return { what, detail: connection(detail) };
    case 'twin':
      return twin(what, detail);
    case 'identity':
      return { what, detail: typeof detail.status === 'string' ? detail.status : '' };
    case 'message':
      return { what, detail: '' };
    case 'update':
      return { what, detail: update(detail) };
  }
}

function connection({ protocol, reason }: JsonObject): string {
  if (typeof protocol === 'string') return words.by(protocol);
  return typeof reason === 'string' ? reason : '';
}

/** Of which deployment, to which version, and why not. */
function update({ name, version, reason, message }: JsonObject): string {
  return [name, version, reason, message].filter((word) => typeof word === 'string').join(', ');
}

/** Which section changed, when it is one, and to what. */
function twin(what: string, { tags, properties }: JsonObject): EntryText {
  const { desired, reported } = isObject(properties) ? properties : {};
  const changed = Object.entries({ tags, desired, reported }).filter(([, value]) =>
    isObject(value),
  ) as [keyof typeof words.sections, JsonObject][];
  const [only] = changed;
  if (only && changed.length === 1) {
    return { what: words.sections[only[0]], detail: compact(withoutMetadata(only[1])) };
  }
  return {
    what,
    detail: compact(
      Object.fromEntries(changed.map(([section, value]) => [section, withoutMetadata(value)])),
    ),
  };
}

function withoutMetadata(section: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(section).filter(([name]) => !name.startsWith('$')));
}
