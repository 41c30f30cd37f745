import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../api/types';
import { parseConfigurationSearch, shown } from './search';

const configuration = (id: string, priority: number, site = ''): Configuration => ({
  id,
  kind: 'deviceContent',
  labels: site ? { site } : {},
  targetCondition: `tags.of = '${id}'`,
  priority,
  targetedCount: 0,
  appliedCount: 0,
  overriddenCount: 0,
  settled: true,
  metrics: [],
  createdTime: `2026-03-0${priority}T12:00:00Z`,
  updatedTime: '2026-03-09T12:00:00Z',
  etag: '1',
});

const all = [configuration('b', 1), configuration('c', 2, 'North'), configuration('a', 2)];
const ids = (items: Configuration[]) => items.map(({ id }) => id);

describe('the table of configurations', () => {
  it('is in the order of the ids unless the address says otherwise', () => {
    expect(ids(shown(all, {}))).toEqual(['a', 'b', 'c']);
    expect(ids(shown(all, { order: 'desc' }))).toEqual(['c', 'b', 'a']);
  });

  it('keeps equal ones in the order of their ids', () => {
    expect(ids(shown(all, { sort: 'priority', order: 'desc' }))).toEqual(['a', 'c', 'b']);
    expect(ids(shown(all, { sort: 'created' }))).toEqual(['b', 'a', 'c']);
  });

  it('finds by id, condition and label, whatever the case', () => {
    expect(ids(shown(all, { search: 'SITE=north' }))).toEqual(['c']);
    expect(ids(shown(all, { search: "of = 'a'" }))).toEqual(['a']);
    expect(ids(shown(all, { search: 'nothing' }))).toEqual([]);
  });

  it('drops from the address what makes no sense', () => {
    expect(parseConfigurationSearch({ search: 12, sort: 'colour', order: 'up' })).toEqual({
      search: '12',
    });
    expect(parseConfigurationSearch({ search: '', sort: 'applied', order: 'desc' })).toEqual({
      sort: 'applied',
      order: 'desc',
    });
  });
});
