import { describe, expect, it } from 'vitest';
import { parseDeploymentSearch, parseDeviceSearch } from './search';

describe('search of deployments', () => {
  it('drops what makes no sense', () => {
    expect(parseDeploymentSearch({ status: 'lost', page: -1, pageSize: 7 })).toEqual({});
    expect(parseDeviceSearch({ status: 'running', sort: 'deviceId', order: 'asc' })).toEqual({});
  });

  it('keeps what is asked for', () => {
    expect(parseDeploymentSearch({ status: 'paused', page: 2, pageSize: 100 })).toEqual({
      status: 'paused',
      page: 2,
      pageSize: 100,
    });
    expect(
      parseDeviceSearch({
        status: 'Failed',
        search: 7,
        reason: 'NoSpace',
        sort: 'wave',
        order: 'desc',
      }),
    ).toEqual({ status: 'Failed', search: '7', reason: 'NoSpace', sort: 'wave', order: 'desc' });
  });
});
