import { quote } from '../../../lib/condition';

/** What a row looks at. */
export const SUBJECTS = [
  'tags',
  'reported',
  'desired',
  'deviceId',
  'connectionState',
  'status',
] as const;
export type Subject = (typeof SUBJECTS)[number];

export const OPERATORS = ['=', '!=', '>', '>=', '<', '<=', 'starts', 'set', 'unset'] as const;
export type Operator = (typeof OPERATORS)[number];

/** One row of the filter. The rows of a filter hold together. */
export interface Row {
  subject: Subject;
  /** Below the subject, with points: `firmware.version`. Empty for what has nothing below it. */
  path: string;
  operator: Operator;
  /** As a person writes it: JSON's numbers, true, false and null are what they say, the rest is text. */
  value: string;
}

export const EMPTY_ROW: Row = { subject: 'tags', path: '', operator: '=', value: '' };

/** The values that a subject can have, where they are known. */
export const CHOICES: Partial<Record<Subject, readonly string[]>> = {
  connectionState: ['Connected', 'Disconnected'],
  status: ['enabled', 'disabled'],
};

const ROOTS: Partial<Record<Subject, string>> = {
  tags: 'tags',
  reported: 'properties.reported',
  desired: 'properties.desired',
};

export function hasPath(subject: Subject): boolean {
  return ROOTS[subject] !== undefined;
}

export function hasValue(operator: Operator): boolean {
  return operator !== 'set' && operator !== 'unset';
}

/** The operators that mean something for a subject. */
export function operatorsOf(subject: Subject): readonly Operator[] {
  if (CHOICES[subject]) return ['=', '!='];
  return hasPath(subject) ? OPERATORS : ['=', '!=', 'starts'];
}

/** The rows as a condition of the query language; rows that say nothing yet are left out. */
export function writeCondition(rows: readonly Row[]): string {
  return rows.flatMap((row) => writeRow(row) ?? []).join(' AND ');
}

function writeRow({ subject, path, operator, value }: Row): string | undefined {
  const steps = path.trim() === '' ? [] : path.trim().split('.');
  const named = steps.length > 0 && steps.every((step) => step !== '' && !step.includes(']'));
  if (hasPath(subject) && !named) return undefined;
  const left = [ROOTS[subject] ?? subject, ...steps.map(writeStep)].join('.');
  switch (operator) {
    case 'set':
      return `IS_DEFINED(${left})`;
    case 'unset':
      return `NOT IS_DEFINED(${left})`;
    case 'starts':
      return value === '' ? undefined : `STARTSWITH(${left}, ${quote(value)})`;
    default:
      return value === '' ? undefined : `${left} ${operator} ${writeValue(subject, value)}`;
  }
}

const NAME = String.raw`\d*[\p{L}_$][\p{L}\p{N}_$]*`;
const WHOLE_NAME = new RegExp(`^${NAME}$`, 'u');

function writeStep(step: string): string {
  return WHOLE_NAME.test(step) ? step : `[[${step}]]`;
}

function writeValue(subject: Subject, value: string): string {
  if (!hasPath(subject)) return quote(value);
  if (LITERAL.test(value)) return value;
  return quote(QUOTED.exec(value)?.[1] ?? value);
}

/** Text in quotes is text even where it reads as a number. */
const QUOTED = /^"(.*)"$/;
const LITERAL = /^(?:-?\d+(?:\.\d+)?|true|false|null)$/;

const PATH = String.raw`(?:${NAME}|\[\[[^\]]+\]\])(?:\.(?:${NAME}|\[\[[^\]]+\]\]))*`;
const STRING = String.raw`'(?:\\.|''|[^'\\])*'|"(?:\\.|""|[^"\\])*"`;
const ROW = new RegExp(
  [
    String.raw`\s*(?:`,
    String.raw`(?<not>NOT\s+)?IS_DEFINED\s*\(\s*(?<defined>${PATH})\s*\)`,
    String.raw`|STARTSWITH\s*\(\s*(?<begun>${PATH})\s*,\s*(?<start>${STRING})\s*\)`,
    String.raw`|(?<left>${PATH})\s*(?<operator>!=|<>|>=|<=|=|>|<)\s*`,
    String.raw`(?<right>${STRING}|-?\d+(?:\.\d+)?|true\b|false\b|null\b)`,
    String.raw`)\s*(?:(?<end>$)|\bAND\b)`,
  ].join(''),
  'iuy',
);

/** The rows that say the same as a condition; undefined when rows cannot say it. */
export function readCondition(text: string): Row[] | undefined {
  if (text.trim() === '') return [];
  const rows: Row[] = [];
  ROW.lastIndex = 0;
  for (;;) {
    const found = ROW.exec(text)?.groups;
    const row = found && readRow(found);
    if (!row) return undefined;
    rows.push(row);
    if (found.end !== undefined) return rows;
  }
}

function readRow(found: Partial<Record<string, string>>): Row | undefined {
  const subject = readPath(found.defined ?? found.begun ?? found.left ?? '');
  if (!subject) return undefined;
  if (found.defined !== undefined) {
    return possible({ ...subject, operator: found.not ? 'unset' : 'set', value: '' });
  }
  if (found.start !== undefined) {
    const start = unquote(found.start);
    return start ? possible({ ...subject, operator: 'starts', value: start }) : undefined;
  }
  const operator = OPERATORS.find((each) => each === found.operator) ?? '!=';
  const value = readValue(subject.subject, found.right ?? '');
  return value === undefined ? undefined : possible({ ...subject, operator, value });
}

function possible(row: Row): Row | undefined {
  const { subject, operator, value } = row;
  const chosen = CHOICES[subject]?.includes(value) ?? true;
  return chosen && operatorsOf(subject).includes(operator) ? row : undefined;
}

function readPath(text: string): Pick<Row, 'subject' | 'path'> | undefined {
  for (const subject of SUBJECTS) {
    const root = (ROOTS[subject] ?? subject).toLowerCase();
    const lower = text.toLowerCase();
    if (!hasPath(subject) && lower === root) return { subject, path: '' };
    if (!hasPath(subject) || !lower.startsWith(`${root}.`)) continue;
    const path = text.slice(root.length + 1);
    // A point within brackets belongs to the name, which a path with points cannot say.
    if (/\[\[[^\]]*\.[^\]]*\]\]/.test(path)) return undefined;
    return { subject, path: path.replace(/\[\[|\]\]/g, '') };
  }
  return undefined;
}

function readValue(subject: Subject, literal: string): string | undefined {
  if (!/^['"]/.test(literal)) return hasPath(subject) ? literal.toLowerCase() : undefined;
  const text = unquote(literal);
  if (text === undefined || !hasPath(subject)) return text === '' ? undefined : text;
  return text === '' || LITERAL.test(text) || QUOTED.test(text) ? `"${text}"` : text;
}

/** What a string stands for; undefined for escapes that a row's value cannot show. */
function unquote(literal: string): string | undefined {
  const mark = literal.charAt(0);
  const inner = literal.slice(1, -1);
  if (!/^(?:[^\\]|\\['"\\/])*$/.test(inner)) return undefined;
  return inner.replace(
    /\\(.)|''|""/g,
    (pair, escaped?: string) => escaped ?? (pair.startsWith(mark) ? mark : pair),
  );
}
