import type { DeviceListQuery, DevicePage, DeviceSummary } from './types';

export interface PagePatch {
  page: DevicePage;
  /** True when the order or the membership of the page may be another now, which only the server knows. */
  stale: boolean;
}

/** Writes changed devices into a page that was loaded with a query. */
export function patchDevicePage(
  page: DevicePage,
  query: DeviceListQuery,
  changed: readonly DeviceSummary[],
  removed: readonly string[],
): PagePatch {
  const news = new Map(changed.map((device) => [device.deviceId, device]));
  const gone = new Set(removed);
  let stale = false;
  let touched = false;
  const items: DeviceSummary[] = [];
  for (const before of page.items) {
    const after = news.get(before.deviceId);
    news.delete(before.deviceId);
    if (gone.has(before.deviceId)) {
      stale = touched = true;
    } else if (after) {
      items.push(after);
      touched = true;
      stale ||= sortsBy(query, before, after) || !matches(query, after);
    } else {
      items.push(before);
    }
  }
  const roomLeft = page.items.length < page.pageSize;
  for (const device of news.values()) {
    if (matches(query, device) && (roomLeft || query.sort === 'lastActivityTime')) stale = true;
  }
  if (!touched) return { page, stale };
  return {
    page: { ...page, items, total: page.total - (page.items.length - items.length) },
    stale,
  };
}

function sortsBy(query: DeviceListQuery, before: DeviceSummary, after: DeviceSummary): boolean {
  const field = query.sort ?? 'deviceId';
  return before[field] !== after[field];
}

function matches(query: DeviceListQuery, device: DeviceSummary): boolean {
  if (query.status && query.status !== device.status) return false;
  if (query.connection && query.connection !== device.connectionState.toLowerCase()) return false;
  if (query.health && query.health !== device.health) return false;
  // Which fields the search looks at is the server's business; this only avoids needless reloads.
  return !query.search || device.deviceId.toLowerCase().includes(query.search.toLowerCase());
}
