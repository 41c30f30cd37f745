import { expect, test } from 'vitest';
import type { TimelineItem } from '../../../api/types';
import { entryText } from './entry';

const item = (kind: TimelineItem['kind'], type: string, detail: unknown): TimelineItem => ({
  time: '2026-03-01T12:00:00Z',
  kind,
  type,
  moduleId: null,
  detail,
});

test('a connection tells its protocol, and its end why', () => {
  expect(
    entryText(item('connection', 'connected', { protocol: 'mqtt', sessionNumber: 1 })),
  ).toEqual({ what: 'Connected', detail: 'by MQTT' });
  expect(entryText(item('connection', 'disconnected', { reason: 'token expired' })).detail).toBe(
    'token expired',
  );
});

test('a change of one section of the twin names it', () => {
  const detail = { version: 7, properties: { desired: { interval: 30, $version: 3 } } };

  expect(entryText(item('twin', 'updateTwin', detail))).toEqual({
    what: 'Desired changed',
    detail: 'interval 30',
  });
});

test('a change of several sections tells all of them', () => {
  const detail = { tags: { site: 'a' }, properties: { reported: { on: true, $version: 2 } } };

  expect(entryText(item('twin', 'replaceTwin', detail))).toEqual({
    what: 'Twin replaced',
    detail: 'tags.site a · reported.on true',
  });
});

test('what was too long to be kept is said so', () => {
  expect(entryText(item('twin', 'updateTwin', null))).toEqual({
    what: 'Twin changed',
    detail: 'too long to be kept',
  });
});
