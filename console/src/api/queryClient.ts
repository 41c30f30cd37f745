import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './problem';

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // What the server refused stays refused; only what did not arrive is worth a second try.
        retry: (failures, error) =>
          failures < 1 && !(error instanceof ApiProblem && error.status > 0 && error.status < 500),
      },
    },
  });
}
