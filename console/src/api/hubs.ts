import { queryOptions, useQuery } from '@tanstack/react-query';
import { client, unwrap } from './client';
import { keys } from './keys';
import { useGroupLimit } from './session';

const NAMES_STAY_MS = 60_000;

/** The hub that an installation begins with, and that cannot be removed. */
export const FIRST_HUB = 'main';

/** How the URL of a page names the hub that it is about: the first one, not at all. */
export const hubInUrl = (hub: string | null | undefined): { hub?: string } =>
  !hub || hub === FIRST_HUB ? {} : { hub };

/** The hub that a URL names; a name of digits only arrives as a number. */
export const parseHub = ({ hub }: Record<string, unknown>): { hub?: string } =>
  typeof hub === 'string' || typeof hub === 'number' ? hubInUrl(String(hub)) : {};

/** The hubs of the installation, with their weights and how many devices they have. */
export const hubsQuery = queryOptions({
  queryKey: keys.hubs,
  queryFn: ({ signal }) => unwrap(client.GET('/api/v1/hubs', { signal })),
});

/** The names of the hubs; undefined before they are known, and for people who are limited to a group of the first one. */
export function useHubNames(): readonly string[] | undefined {
  const limited = useGroupLimit() !== null;
  // Counting the devices costs something, and every page asks.
  const { data } = useQuery({ ...hubsQuery, enabled: !limited, staleTime: NAMES_STAY_MS });
  return data?.items.map(({ name }) => name);
}
