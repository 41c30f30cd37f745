import type { DeviceViewDefinition } from '../../../api/types';
import { parseDeviceSearch, type DeviceSearch } from '../search';

/** What a view keeps of the table: all but where somebody is in it. */
export function definitionOf(search: DeviceSearch): DeviceViewDefinition {
  const kept = { ...search };
  delete kept.page;
  delete kept.pageSize;
  return kept;
}

/** The table as a view has it, with as many rows on a page as before. */
export function searchOf(
  definition: DeviceViewDefinition,
  { pageSize }: DeviceSearch,
): DeviceSearch {
  return parseDeviceSearch({ ...definition, pageSize });
}

/** Whether a view can be kept by that name. */
export function isViewName(name: string): boolean {
  const text = name.trim();
  // eslint-disable-next-line no-control-regex -- those are what a name has none of
  return text.length > 0 && text.length <= 64 && !/[/\u0000-\u001f\u007f-\u009f]/.test(text);
}
