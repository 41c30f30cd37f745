import { expect, it } from 'vitest';
import { definitionOf, isViewName, searchOf } from './view';

it('keepsAllButWhereSomebodyIs', () => {
  const search = { search: 'pump', sort: 'health', page: 3, pageSize: 100, columns: ['tags.a'] };

  const definition = definitionOf({ ...search, sort: 'health' });

  expect(definition).toEqual({ search: 'pump', sort: 'health', columns: ['tags.a'] });
  expect(searchOf(definition, { pageSize: 25, page: 2, status: 'enabled' })).toEqual({
    search: 'pump',
    sort: 'health',
    columns: ['tags.a'],
    pageSize: 25,
  });
});

it('knowsWhatAViewMayBeCalled', () => {
  expect(['North', ' Wärmepumpen, warm ', 'a'.repeat(64)].every(isViewName)).toBe(true);
  expect(['', '  ', 'a/b', 'a\nb', 'a'.repeat(65)].some(isViewName)).toBe(false);
});
