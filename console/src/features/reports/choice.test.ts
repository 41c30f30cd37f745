import { expect, test } from 'vitest';
import { fileUrl, parseChoice, toParameters } from './choice';

test('drops from the URL what makes no sense', () => {
  expect(parseChoice({ report: 'all', group: '', version: 12, page: 3 })).toEqual({
    report: 'inventory',
    version: '12',
  });
});

test('asks only for what the report has', () => {
  const choice = { report: 'compliance', tags: 'site', version: ' 1.2 ' } as const;

  expect(toParameters(choice)).toEqual({ version: '1.2' });
  expect(toParameters({ ...choice, report: 'inventory' })).toEqual({ tag: ['site'] });
});

test('a file has the devices and columns that were chosen', () => {
  expect(
    fileUrl(
      { report: 'inventory', group: 'north', condition: "a = 'b&c'", tags: ' site , x.y,' },
      'csv',
      undefined,
    ),
  ).toBe('/api/v1/reports/inventory.csv?group=north&condition=a+%3D+%27b%26c%27&tag=site&tag=x.y');
  expect(fileUrl({ report: 'health' }, 'xlsx', undefined)).toBe('/api/v1/reports/health.xlsx');
  expect(fileUrl({ report: 'health' }, 'csv', 'south')).toBe(
    '/api/v1/reports/health.csv?hub=south',
  );
});
