import { expect, it } from 'vitest';
import { EMPTY, faultsOf, formOf, limitsOf, thresholdOf } from './form';

const battery = { ...EMPTY, metric: 'battery', direction: 'below' as const };

it('takesAnEmptyLimitForNone', () => {
  expect(limitsOf({ ...battery, warning: '20', critical: ' ' })).toEqual({
    direction: 'below',
    warning: 20,
    critical: null,
    hysteresis: 0,
    holdSeconds: 0,
  });
});

it('asksForCriticalToLieBeyondWarning', () => {
  expect(faultsOf({ ...battery, warning: '10', critical: '20' })).toHaveProperty('critical');
  expect(faultsOf({ ...battery, warning: '20', critical: '10' })).toEqual({});
  expect(
    faultsOf({ ...battery, direction: 'above', warning: '20', critical: '10' }),
  ).toHaveProperty('critical');
});

it('asksForNumbersWhereThereAreNone', () => {
  const faults = faultsOf({ ...battery, warning: 'low', hysteresis: '-1', hold: '1.5' });

  expect(Object.keys(faults).sort()).toEqual(['hold', 'hysteresis', 'warning']);
});

it('asksForTheModelOrGroupThatIsMeant', () => {
  expect(faultsOf({ ...battery, scope: 'model' })).toHaveProperty('scopeName');
  expect(faultsOf({ ...battery, scope: 'group', scopeName: 'north' })).toEqual({});
});

it('leavesTheNameOutForAllDevices', () => {
  expect(thresholdOf({ ...battery, scopeName: 'typed before' })).not.toHaveProperty('scopeName');
});

it('showsAThresholdAsItWasTyped', () => {
  const form = {
    ...battery,
    scope: 'model' as const,
    scopeName: 'TX',
    warning: '20.5',
    hold: '60',
  };
  const { scope, metric, limits } = thresholdOf(form);

  expect(
    formOf({ id: '1', scope, scopeName: 'TX', metric, limits, etag: '1', updatedAt: '' }),
  ).toEqual(form);
});
