import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client';

export const ROWS_PER_PAGE = 50;

/** A page of results. What a query finds is not followed: whoever wants it anew runs it again. */
export const resultsQuery = (query: string, continuation: string | undefined) =>
  queryOptions({
    queryKey: ['query', 'results', query, continuation],
    queryFn: ({ signal }) =>
      unwrap(
        client.POST('/api/v1/query', {
          body: { query, pageSize: ROWS_PER_PAGE, continuation },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
