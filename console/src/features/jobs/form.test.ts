import { describe, expect, it } from 'vitest';
import { beginForm, conditionOf, faultsOf, toRequest, type JobForm } from './form';

const NOW = new Date('2026-03-05T12:30:09.120Z');
const form = (change: Partial<JobForm>): JobForm => ({ ...beginForm({}, NOW), ...change });

describe('a new job', () => {
  it('has an id of its own from the beginning', () => {
    expect(form({}).jobId).toBe('job-20260305-123009');
  });

  it('is for the devices it began with', () => {
    expect(conditionOf(beginForm({ deviceIds: ['a', 'b'] }, NOW))).toBe("deviceId IN ['a', 'b']");
    expect(conditionOf(beginForm({ condition: 'tags.a = 1' }, NOW))).toBe('tags.a = 1');
    expect(conditionOf(beginForm({ condition: '*' }, NOW))).toBe('*');
    expect(conditionOf(beginForm({}, NOW))).toBe('');
  });

  it('takes ids as they are pasted, each once', () => {
    expect(conditionOf(form({ target: 'devices', deviceIds: ' a, b\nb\ta ' }))).toBe(
      "deviceId IN ['a', 'b']",
    );
  });

  it('names a group', () => {
    expect(conditionOf(form({ target: 'group', group: 'north' }))).toBe("IN_GROUP('north')");
  });

  it('says of each field what is wrong', () => {
    const wrong = form({
      jobId: 'query',
      payload: '{',
      responseTimeout: '4',
      when: 'at',
      at: 'soon',
      minutes: '0',
    });

    expect(Object.keys(faultsOf(wrong)).sort()).toEqual([
      'at',
      'condition',
      'jobId',
      'methodName',
      'minutes',
      'payload',
      'responseTimeout',
    ]);
  });

  it('has to change something', () => {
    const patch = form({ work: 'both', target: 'all' });

    expect(faultsOf(patch)).toHaveProperty('work');
    expect(faultsOf({ ...patch, desired: '[]' })).toHaveProperty('desired');
    expect(faultsOf({ ...patch, tags: '{"a":null}' })).toEqual({});
  });

  it('takes no more ids than a condition can hold', () => {
    const ids = Array.from({ length: 900 }, (_, at) => `device-${at}`).join(' ');

    expect(faultsOf(form({ target: 'devices', deviceIds: ids }))).toHaveProperty('deviceIds');
  });

  it('asks the server for a method', () => {
    const call = form({
      methodName: ' reboot ',
      payload: '{"delay":1}',
      target: 'all',
      minutes: '2',
    });

    expect(toRequest(call)).toEqual({
      type: 'scheduleDeviceMethod',
      cloudToDeviceMethod: {
        methodName: 'reboot',
        payload: { delay: 1 },
        responseTimeoutInSeconds: 30,
      },
      queryCondition: '*',
      maxExecutionTimeInSeconds: 120,
    });
  });

  it('asks the server for a patch of what is to change, at its time', () => {
    const patch = form({
      work: 'desired',
      tags: 'not even read',
      desired: '{"interval":5}',
      target: 'condition',
      condition: ' tags.a = 1 ',
      when: 'at',
      at: '2026-03-06T08:00Z',
    });

    expect(toRequest(patch)).toEqual({
      type: 'scheduleUpdateTwin',
      updateTwin: { etag: '*', properties: { desired: { interval: 5 } } },
      queryCondition: 'tags.a = 1',
      startTime: '2026-03-06T08:00:00.000Z',
      maxExecutionTimeInSeconds: 3600,
    });
  });
});
