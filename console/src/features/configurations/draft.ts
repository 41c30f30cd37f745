import type { ConfigurationDetail, NewConfiguration } from '../../api/types';
import {
  formatJson,
  isObject,
  parseJsonObject,
  type Json,
  type JsonObject,
  type Parsed,
} from '../../lib/json';
import { texts } from '../../lib/texts';

export const KINDS = ['deviceContent', 'moduleContent', 'modulesContent'] as const;
export type Kind = (typeof KINDS)[number];

/** A name and what belongs to it, as a row of the form. */
export interface Named {
  name: string;
  value: string;
}

/** A configuration as it stands in the form. */
export interface Draft {
  id: string;
  priority: string;
  targetCondition: string;
  kind: Kind;
  /** The content's one part, as JSON. */
  content: string;
  labels: Named[];
  metrics: Named[];
}

// The identity rules of IoT Hub: ASCII letters, digits and these marks, 128 at most.
const ID = /^[A-Za-z0-9\-.%_#*?!(),:=@$'+&;]{1,128}$/;
const MAX_PRIORITY = 2 ** 31 - 1;

/** What a content of a kind looks like, to begin with. */
export const EXAMPLES: Record<Kind, JsonObject> = {
  deviceContent: { 'properties.desired.telemetry': { interval: 30 } },
  moduleContent: { 'properties.desired.telemetry': { interval: 30 } },
  modulesContent: { filter: { 'properties.desired.telemetry': { interval: 30 } } },
};

export const EMPTY: Draft = {
  id: '',
  priority: '10',
  targetCondition: '',
  kind: 'deviceContent',
  content: formatJson(EXAMPLES.deviceContent),
  labels: [],
  metrics: [],
};

export function draftOf({ configuration, content }: ConfigurationDetail): Draft {
  const { kind } = configuration;
  return {
    id: configuration.id,
    priority: String(configuration.priority),
    targetCondition: configuration.targetCondition,
    kind,
    content: formatJson(content[kind] ?? {}),
    labels: Object.entries(configuration.labels).map(([name, value]) => ({ name, value })),
    metrics: configuration.metrics.map(({ name, query }) => ({ name, value: query })),
  };
}

/** A new one that begins with what another one has. */
export function copyOf(detail: ConfigurationDetail): Draft {
  const draft = draftOf(detail);
  return { ...draft, id: `${draft.id}-copy`.slice(0, 128) };
}

/** The content with its kind around it. */
export function contentOf({ kind, content }: Draft): Parsed<JsonObject> {
  const parsed = parseJsonObject(content, texts.jsonNotAnObject);
  return parsed.ok ? { ok: true, value: { [kind]: parsed.value } } : parsed;
}

/** What of a configuration can be changed, in the form in which two versions are compared and merged. */
export function changeable(draft: Draft): JsonObject {
  return {
    priority: Number(draft.priority),
    targetCondition: draft.targetCondition,
    labels: Object.fromEntries(named(draft.labels)),
    metrics: Object.fromEntries(named(draft.metrics)),
  };
}

/** The draft with what a merge of two versions came to. */
export function withChanges(draft: Draft, merged: JsonObject): Draft {
  return {
    ...draft,
    priority: text(merged.priority),
    targetCondition: text(merged.targetCondition),
    labels: rowsOf(merged.labels),
    metrics: rowsOf(merged.metrics),
  };
}

function rowsOf(value: Json | undefined): Named[] {
  return isObject(value)
    ? Object.entries(value).map(([name, member]) => ({ name, value: text(member) }))
    : [];
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}

/** What is sent; the content only for a new one, as it cannot be changed. */
export function toSave(draft: Draft, content?: JsonObject): NewConfiguration {
  return { ...changeable(draft), ...(content && { content }) };
}

function named(rows: readonly Named[]): [string, string][] {
  return rows.filter(({ name }) => name !== '').map(({ name, value }) => [name, value]);
}

/** What stands in the way of saving, field by field. */
export interface Faults {
  id?: string | undefined;
  priority?: string | undefined;
  labels?: string | undefined;
  metrics?: string | undefined;
}

export function faultsOf(draft: Draft, taken: readonly string[]): Faults {
  const words = texts.configurations;
  const priority = /^\d+$/.test(draft.priority) && Number(draft.priority) <= MAX_PRIORITY;
  return {
    id: !ID.test(draft.id) ? words.idInvalid : taken.includes(draft.id) ? words.idTaken : undefined,
    priority: priority ? undefined : words.priorityInvalid,
    labels: rowsFault(draft.labels),
    metrics:
      rowsFault(draft.metrics) ??
      (draft.metrics.some(({ name, value }) => name !== '' && value.trim() === '')
        ? words.metricWithoutQuery
        : undefined),
  };
}

function rowsFault(rows: readonly Named[]): string | undefined {
  const names = rows
    .filter(({ name, value }) => name !== '' || value !== '')
    .map(({ name }) => name);
  if (names.includes('')) return texts.configurations.nameMissing;
  return new Set(names).size < names.length ? texts.configurations.nameTwice : undefined;
}
