import type { Twin, TwinPatch } from '../../../api/types';
import { isObject, type JsonObject } from '../../../lib/json';

export type Section = 'tags' | 'desired' | 'reported';
export type EditableSection = Exclude<Section, 'reported'>;

/** The values of a section without the hub's own $ entries. */
export function valuesOf(twin: Twin, section: Section): JsonObject {
  const values = section === 'tags' ? twin.tags : twin.properties[section];
  return Object.fromEntries(
    Object.entries(values as JsonObject).filter(([name]) => !name.startsWith('$')),
  );
}

export function versionOf(twin: Twin, section: Section): number {
  return section === 'tags' ? twin.version : twin.properties[section].$version;
}

/** When a property was changed last: its own entry in $metadata, or the nearest one above it. */
export function changedAt(twin: Twin, section: Section, path: string): string | undefined {
  if (section === 'tags') return undefined;
  let node: unknown = twin.properties[section].$metadata;
  let changed: string | undefined;
  for (const name of ['', ...path.split('.')]) {
    if (name !== '') node = isObject(node) ? node[name] : undefined;
    if (!isObject(node)) break;
    if (typeof node.$lastUpdated === 'string') changed = node.$lastUpdated;
  }
  return changed;
}

export function sectionPatch(section: EditableSection, patch: JsonObject): TwinPatch {
  return section === 'tags' ? { tags: patch } : { properties: { desired: patch } };
}
