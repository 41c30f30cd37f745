import { oneOf } from '../../lib/oneOf';

export const TABS = ['groups', 'enrollments', 'registrations', 'authorities', 'hubs'] as const;
export type ProvisioningTab = (typeof TABS)[number];

/** The tabs whose lists are filtered and come in pages. */
export type Listed = Exclude<ProvisioningTab, 'authorities' | 'hubs'>;

/** What a list of enrollments is of. */
export type Kind = Extract<ProvisioningTab, 'groups' | 'enrollments'>;

export const STATUSES = ['enabled', 'disabled'] as const;

/** Which list is looked at and what of it, as it stands in the URL. Defaults are left out of it. */
export interface ProvisioningSearch {
  tab?: ProvisioningTab;
  search?: string;
  /** Of enrollments and groups. */
  status?: (typeof STATUSES)[number];
  /** Of registrations. */
  group?: string;
}

/** Reads a URL that anybody may have typed: what makes no sense is dropped. */
export function parseProvisioningSearch(raw: Record<string, unknown>): ProvisioningSearch {
  const found: ProvisioningSearch = {};
  const tab = oneOf(TABS, raw.tab);
  const status = oneOf(STATUSES, raw.status);
  if (tab && tab !== 'groups') found.tab = tab;
  if (tab === 'registrations') {
    const group = textOf(raw.group);
    if (group) found.group = group;
  } else if (status) {
    found.status = status;
  }
  const search = textOf(raw.search);
  if (search) found.search = search;
  return found;
}

/** A text of digits only arrives as a number. */
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
