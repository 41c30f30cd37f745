import { describe, expect, it } from 'vitest';
import { EMPTY_ROW, readCondition, writeCondition, type Row } from './condition';

const row = (change: Partial<Row>): Row => ({ ...EMPTY_ROW, ...change });

describe('rows and conditions that say the same', () => {
  const pairs: [string, Row[]][] = [
    ["tags.site = 'north'", [row({ path: 'site', value: 'north' })]],
    [
      "properties.reported.firmware.version != '1.4'",
      [row({ subject: 'reported', path: 'firmware.version', operator: '!=', value: '"1.4"' })],
    ],
    ['tags.floor >= -2.5', [row({ path: 'floor', operator: '>=', value: '-2.5' })]],
    ['tags.spare = true', [row({ path: 'spare', value: 'true' })]],
    ['tags.owner = null', [row({ path: 'owner', value: 'null' })]],
    ["tags.note = ''", [row({ path: 'note', value: '""' })]],
    ['tags.note = \'"17"\'', [row({ path: 'note', value: '""17""' })]],
    ["tags.name = 'O\\'Hara \\\\ Co'", [row({ path: 'name', value: "O'Hara \\ Co" })]],
    ["tags.name = 'salt AND pepper'", [row({ path: 'name', value: 'salt AND pepper' })]],
    ["tags.[[my-site]].row = 'a'", [row({ path: 'my-site.row', value: 'a' })]],
    [
      'IS_DEFINED(properties.desired.interval)',
      [row({ subject: 'desired', path: 'interval', operator: 'set' })],
    ],
    ['NOT IS_DEFINED(tags.site)', [row({ path: 'site', operator: 'unset' })]],
    [
      "STARTSWITH(deviceId, '12') AND status = 'enabled' AND connectionState != 'Connected'",
      [
        row({ subject: 'deviceId', operator: 'starts', value: '12' }),
        row({ subject: 'status', value: 'enabled' }),
        row({ subject: 'connectionState', operator: '!=', value: 'Connected' }),
      ],
    ],
    ["deviceId = '17'", [row({ subject: 'deviceId', value: '17' })]],
  ];

  it.each(pairs)('writes %s', (condition, rows) => {
    expect(writeCondition(rows)).toBe(condition);
  });

  it.each(pairs)('reads %s', (condition, rows) => {
    expect(readCondition(condition)).toEqual(rows);
  });
});

it('leavesOutRowsThatSayNothingYet', () => {
  const rows = [
    row({ value: 'no path' }),
    row({ path: 'no.value' }),
    row({ path: 'a..b', value: 'x' }),
    row({ path: 'a]b', value: 'x' }),
    row({ path: 'site', value: 'north' }),
  ];

  expect(writeCondition(rows)).toBe("tags.site = 'north'");
});

it('readsWhatPeopleWriteInOtherWays', () => {
  const condition = `TAGS.site<>"it''s" and
    tags.a = '\\'''' AND Properties.Reported.ok=TRUE`;

  expect(readCondition(condition)).toEqual([
    row({ path: 'site', operator: '!=', value: "it''s" }),
    row({ path: 'a', value: "''" }),
    row({ subject: 'reported', path: 'ok', value: 'true' }),
  ]);
});

it('readsNothingAsNoRows', () => {
  expect(readCondition('  ')).toEqual([]);
});

it.each([
  "tags.a = 'x' OR tags.b = 'y'",
  "tags.a = 'x' AND",
  "tags.a = 'x' tags.b = 'y'",
  "(tags.a = 'x')",
  "tags.a = 'x",
  "tags.a IN ['x']",
  "IN_GROUP('north')",
  'tags.a = tags.b',
  "tags.[[a.b]] = 'x'",
  "tags.a = 'line\\nbreak'",
  "NOT tags.a = 'x'",
  "status = 'broken'",
  "deviceId > 'a'",
  'deviceId = 17',
  'IS_DEFINED(status)',
  "moduleId = 'x'",
  'tags.floor = 1E5',
])('doesNotPretendToShow %s', (condition) => {
  expect(readCondition(condition)).toBeUndefined();
});
