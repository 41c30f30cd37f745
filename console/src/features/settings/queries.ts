import { queryOptions } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client';
import { keys } from '../../api/keys';

const RELOAD_MS = 10_000;

/** How Homeport is set up; nodes come and go. */
export const installationQuery = queryOptions({
  queryKey: keys.installation,
  queryFn: ({ signal }) => unwrap(client.GET('/api/v1/installation', { signal })),
  refetchInterval: RELOAD_MS,
});

export async function testMail(recipient: string): Promise<void> {
  await unwrap(client.POST('/api/v1/installation/test-mail', { body: { recipient } }));
}
