import { client, unwrap } from '../../api/client';
import type { OnboardedDevice } from '../../api/types';

/** Registers the device of a code. */
export function claim(code: string): Promise<OnboardedDevice> {
  return unwrap(client.POST('/api/v1/claims', { body: { code } }));
}
