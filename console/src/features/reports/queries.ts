import { queryOptions } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { NewReportSchedule, ReportSchedule } from '../../api/types';
import { toParameters, type ReportChoice } from './choice';

/** The first rows of a report; made once, as a printed page does not change. */
export const reportQuery = (choice: ReportChoice) =>
  queryOptions({
    queryKey: [...keys.reports, choice],
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/v1/reports/{name}', {
          params: { path: { name: choice.report }, query: toParameters(choice) },
          signal,
        }),
      ),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });

const RELOAD_MS = 5_000;

/** All schedules; what became of a mail is seen soon. */
export const schedulesQuery = queryOptions({
  queryKey: keys.reportSchedules,
  queryFn: ({ signal }) => unwrap(client.GET('/api/v1/report-schedules', { signal })),
  refetchInterval: RELOAD_MS,
});

export function saveSchedule(name: string, body: NewReportSchedule): Promise<ReportSchedule> {
  return unwrap(
    client.PUT('/api/v1/report-schedules/{name}', { params: { path: { name } }, body }),
  );
}

export function deleteSchedule(name: string): Promise<void> {
  return unwrap(client.DELETE('/api/v1/report-schedules/{name}', { params: { path: { name } } }));
}

export function sendReport(name: string): Promise<void> {
  return unwrap(
    client.POST('/api/v1/report-schedules/{name}/send', { params: { path: { name } } }),
  );
}
