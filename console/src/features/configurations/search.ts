import type { Configuration } from '../../api/types';

export const SORTS = ['id', 'priority', 'targeted', 'applied', 'overridden', 'created'] as const;
export type Sort = (typeof SORTS)[number];

/** The state of the table, as it stands in the URL. Defaults are left out of it. */
export interface ConfigurationSearch {
  search?: string;
  sort?: Sort;
  order?: 'asc' | 'desc';
}

/** Reads a URL that anybody may have typed: what makes no sense is dropped. */
export function parseConfigurationSearch(raw: Record<string, unknown>): ConfigurationSearch {
  const search: ConfigurationSearch = {};
  // A search of digits only arrives as a number.
  if (typeof raw.search === 'string' || typeof raw.search === 'number') {
    if (String(raw.search) !== '') search.search = String(raw.search);
  }
  const sort = SORTS.find((candidate) => candidate === raw.sort);
  if (sort && sort !== 'id') search.sort = sort;
  if (raw.order === 'desc') search.order = 'desc';
  return search;
}

const RANK: Record<Sort, (one: Configuration) => number | string> = {
  id: (one) => one.id,
  priority: (one) => one.priority,
  targeted: (one) => one.targetedCount,
  applied: (one) => one.appliedCount,
  overridden: (one) => one.overriddenCount,
  created: (one) => one.createdTime,
};

/** Those whose id, condition or labels hold the text, in the order that is asked for. */
export function shown(all: Configuration[], { search, sort, order }: ConfigurationSearch) {
  const words = (search ?? '').toLowerCase();
  const rank = RANK[sort ?? 'id'];
  const sign = order === 'desc' ? -1 : 1;
  return all
    .filter(({ id, targetCondition, labels }) =>
      [id, targetCondition, ...Object.entries(labels).map((label) => label.join('='))].some(
        (text) => text.toLowerCase().includes(words),
      ),
    )
    .toSorted((a, b) => {
      const [one, other] = [rank(a), rank(b)];
      // Equal ones stay in the order of their ids.
      return one === other ? (a.id < b.id ? -1 : 1) : one < other ? -sign : sign;
    });
}
