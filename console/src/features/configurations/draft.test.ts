import { describe, expect, it } from 'vitest';
import { mergeThreeWay } from '../../lib/json';
import { texts } from '../../lib/texts';
import { changeable, contentOf, EMPTY, faultsOf, toSave, withChanges, type Draft } from './draft';

const words = texts.configurations;
const draft = (change: Partial<Draft>): Draft => ({ ...EMPTY, id: 'north', ...change });

describe('the draft of a configuration', () => {
  it('is sent without rows that nobody filled in', () => {
    const sent = toSave(
      draft({
        priority: '7',
        targetCondition: '*',
        labels: [
          { name: 'team', value: 'cooling' },
          { name: '', value: '' },
        ],
      }),
      { deviceContent: { 'properties.desired.a': 1 } },
    );

    expect(sent).toEqual({
      priority: 7,
      targetCondition: '*',
      labels: { team: 'cooling' },
      metrics: {},
      content: { deviceContent: { 'properties.desired.a': 1 } },
    });
  });

  it('says which field keeps it from being saved', () => {
    expect(faultsOf(draft({}), [])).toEqual({});
    expect(faultsOf(draft({ id: 'two words' }), []).id).toBe(words.idInvalid);
    expect(faultsOf(draft({}), ['north']).id).toBe(words.idTaken);
    for (const priority of ['', '-1', '1.5', '4000000000']) {
      expect(faultsOf(draft({ priority }), []).priority).toBe(words.priorityInvalid);
    }
    const twice = [
      { name: 'a', value: '1' },
      { name: 'a', value: '2' },
    ];
    expect(faultsOf(draft({ labels: twice }), []).labels).toBe(words.nameTwice);
    expect(faultsOf(draft({ labels: [{ name: '', value: '1' }] }), []).labels).toBe(
      words.nameMissing,
    );
    expect(faultsOf(draft({ metrics: [{ name: 'a', value: ' ' }] }), []).metrics).toBe(
      words.metricWithoutQuery,
    );
  });

  it('puts the kind around the content, and says where that is no JSON', () => {
    expect(contentOf(draft({ kind: 'moduleContent', content: '{"a":1}' }))).toEqual({
      ok: true,
      value: { moduleContent: { a: 1 } },
    });
    expect(contentOf(draft({ content: '[1]' })).ok).toBe(false);
  });

  it('takes over a merge of what two people changed', () => {
    const base = draft({ priority: '1', labels: [{ name: 'team', value: 'a' }] });
    const mine = draft({ priority: '2', labels: [{ name: 'team', value: 'a' }] });
    const theirs = draft({
      priority: '1',
      labels: [
        { name: 'team', value: 'a' },
        { name: 'site', value: 'north' },
      ],
    });
    const { merged, conflicts } = mergeThreeWay(
      changeable(base),
      changeable(mine),
      changeable(theirs),
    );

    expect(conflicts).toEqual([]);
    expect(withChanges(mine, merged)).toEqual({ ...theirs, priority: '2' });
  });
});
