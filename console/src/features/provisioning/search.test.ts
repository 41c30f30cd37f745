import { describe, expect, it } from 'vitest';
import { parseProvisioningSearch } from './search';

describe('search of provisioning', () => {
  it('leaves out defaults and what makes no sense', () => {
    expect(parseProvisioningSearch({ tab: 'groups', status: 'gone', search: '' })).toEqual({});
    expect(parseProvisioningSearch({ tab: 'nowhere', search: 42 })).toEqual({ search: '42' });
  });

  it('keeps the filter that the list has', () => {
    expect(parseProvisioningSearch({ status: 'disabled', group: 'a' })).toEqual({
      status: 'disabled',
    });
    expect(
      parseProvisioningSearch({ tab: 'registrations', status: 'disabled', group: 'a' }),
    ).toEqual({ tab: 'registrations', group: 'a' });
  });
});
