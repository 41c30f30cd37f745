export const REPORTS = [
  'inventory',
  'compliance',
  'outdated',
  'health',
  'health-history',
  'provisioning',
] as const;
export type ReportName = (typeof REPORTS)[number];

export const FORMATS = ['csv', 'xlsx'] as const;
export type ReportFormat = (typeof FORMATS)[number];

/** Which report, about which devices; as it stands in the URL. */
export interface ReportChoice {
  report: ReportName;
  group?: string;
  condition?: string;
  /** Paths below tags, with commas; of an inventory. */
  tags?: string;
  /** What firmware is compared with. */
  version?: string;
}

const WORDS = ['group', 'condition', 'tags', 'version'] as const;

/** Reads a URL that anybody may have typed: what makes no sense is dropped. */
export function parseChoice(raw: Record<string, unknown>): ReportChoice {
  const choice: ReportChoice = { report: reportNamed(raw.report) };
  for (const name of WORDS) {
    const value = raw[name];
    // Digits only arrive as a number.
    if ((typeof value === 'string' && value.trim() !== '') || typeof value === 'number') {
      choice[name] = String(value);
    }
  }
  return choice;
}

export const reportNamed = (name: unknown): ReportName =>
  REPORTS.find((known) => known === name) ?? 'inventory';

export const comparesVersions = (report: ReportName): boolean =>
  report === 'compliance' || report === 'outdated';

export const hasTags = (report: ReportName): boolean => report === 'inventory';

/** The choice as the server takes it, without what the report does not have. */
export function toParameters(choice: ReportChoice) {
  const tags = hasTags(choice.report) ? split(choice.tags) : [];
  const version = comparesVersions(choice.report) ? choice.version?.trim() : undefined;
  return {
    ...(choice.group && { group: choice.group }),
    ...(choice.condition && { condition: choice.condition }),
    ...(tags.length > 0 && { tag: tags }),
    ...(version && { version }),
  };
}

/** The words between commas. */
export function split(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** Where the browser loads the report as a file.
 *
 * @param hub undefined for the first one
 */
export function fileUrl(
  choice: ReportChoice,
  format: ReportFormat,
  hub: string | undefined,
): string {
  const { tag = [], ...rest } = toParameters(choice);
  const query = new URLSearchParams(rest);
  tag.forEach((path) => query.append('tag', path));
  if (hub !== undefined) query.set('hub', hub);
  const text = query.toString();
  return `/api/v1/reports/${choice.report}.${format}${text && `?${text}`}`;
}
