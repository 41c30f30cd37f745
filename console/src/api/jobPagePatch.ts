import type { JobListQuery, JobPage, JobSummary } from './types';

export interface JobPagePatch {
  page: JobPage;
  /** True when the page may hold other jobs now, which only the server knows. */
  stale: boolean;
}

/** Writes jobs that have come further into a page that was loaded with a query. */
export function patchJobPage(
  page: JobPage,
  query: JobListQuery,
  changed: readonly JobSummary[],
): JobPagePatch {
  const news = new Map(changed.map((job) => [job.jobId, job]));
  const shown = new Set(page.items.map(({ jobId }) => jobId));
  const stale = changed.some((job) => shown.has(job.jobId) !== matches(query, job));
  if (!page.items.some(({ jobId }) => news.has(jobId))) return { page, stale };
  return {
    page: { ...page, items: page.items.map((before) => news.get(before.jobId) ?? before) },
    stale,
  };
}

function matches({ type, status }: JobListQuery, job: JobSummary): boolean {
  return (!type || type === job.type) && (!status || status === job.status);
}
