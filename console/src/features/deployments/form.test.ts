import { describe, expect, it } from 'vitest';
import { BEGIN, howFaults, toRequest, whatFaults } from './form';

describe('deployment form', () => {
  it('asks for a name, a version and devices', () => {
    expect(Object.keys(whatFaults(BEGIN))).toEqual(['name', 'firmwareId', 'group']);
    expect(
      Object.keys(whatFaults({ ...BEGIN, name: 'a', firmwareId: 'f', target: 'devices' })),
    ).toEqual(['devices']);
    expect(
      whatFaults({ ...BEGIN, name: 'a', firmwareId: 'f', target: 'devices', devices: 'd-1' }),
    ).toEqual({});
  });

  it('takes whole numbers and waves that grow', () => {
    expect(howFaults(BEGIN)).toEqual({});
    expect(howFaults({ ...BEGIN, waves: '' })).toEqual({});
    expect(Object.keys(howFaults({ ...BEGIN, waves: '50, 10' }))).toEqual(['waves']);
    expect(Object.keys(howFaults({ ...BEGIN, waves: 'all' }))).toEqual(['waves']);
    expect(Object.keys(howFaults({ ...BEGIN, failurePercent: '0', retries: '' }))).toEqual([
      'failurePercent',
      'retries',
    ]);
  });

  it('sends minutes as seconds, and one way to name the devices', () => {
    const request = toRequest({
      ...BEGIN,
      name: ' north ',
      firmwareId: 'f',
      target: 'devices',
      group: 'left over',
      devices: 'd-1\nd-2 d-1',
      pauseMinutes: '2',
      window: true,
    });
    expect(request.name).toBe('north');
    expect(request.target).toEqual({ devices: ['d-1', 'd-2'] });
    expect(request.plan).toMatchObject({
      waves: [10, 50, 100],
      pauseSeconds: 120,
      observationSeconds: 300,
      window: { from: '22:00', to: '04:00' },
    });
    expect(request).not.toHaveProperty('startTime');
  });
});
