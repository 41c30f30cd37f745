import { expect, it } from 'vitest';
import { patchDevicePage } from './devicePagePatch';
import type { DevicePage, DeviceSummary } from './types';

const device = (deviceId: string, more: Partial<DeviceSummary> = {}): DeviceSummary => ({
  deviceId,
  status: 'enabled',
  connectionState: 'Connected',
  lastActivityTime: null,
  model: null,
  firmware: '1.0',
  location: null,
  authenticationType: 'sas',
  health: 'unknown',
  ...more,
});

const page = (items: DeviceSummary[], pageSize = items.length): DevicePage => ({
  items,
  total: items.length,
  page: 0,
  pageSize,
});

it('replacesADeviceInPlace', () => {
  const patch = patchDevicePage(
    page([device('a'), device('b')]),
    {},
    [device('b', { firmware: '2.0' })],
    [],
  );

  expect(patch.page.items.map((item) => item.firmware)).toEqual(['1.0', '2.0']);
  expect(patch.stale).toBe(false);
});

it('leavesAPageAloneThatHoldsNoneOfTheChangedDevices', () => {
  const before = page([device('a')]);

  expect(patchDevicePage(before, {}, [device('z')], [])).toEqual({ page: before, stale: false });
});

it('takesRemovedDevicesOutAndAsksForThePageAgain', () => {
  const patch = patchDevicePage(page([device('a'), device('b')]), {}, [], ['a']);

  expect(patch.page).toMatchObject({ total: 1, items: [{ deviceId: 'b' }] });
  expect(patch.stale).toBe(true);
});

it('asksAgainWhenAFieldChangedThatThePageIsSortedBy', () => {
  const changed = [device('a', { firmware: '2.0' })];

  expect(patchDevicePage(page([device('a')]), { sort: 'firmware' }, changed, []).stale).toBe(true);
});

it('asksAgainWhenADeviceFitsTheFilterNoMore', () => {
  const changed = [device('a', { connectionState: 'Disconnected' })];

  expect(patchDevicePage(page([device('a')]), { connection: 'connected' }, changed, []).stale).toBe(
    true,
  );
});

it('asksAgainWhenANewDeviceBelongsOnAPageWithRoomLeft', () => {
  expect(patchDevicePage(page([device('a')], 50), {}, [device('new')], []).stale).toBe(true);
  expect(
    patchDevicePage(page([device('a')], 50), { status: 'disabled' }, [device('new')], []).stale,
  ).toBe(false);
});
