import { texts } from '../lib/texts';
import type { Problem } from './types';

/** What the server said when it refused, or status 0 when it could not be reached. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryAfterSeconds: number | undefined;

  constructor(problem: Partial<Problem> & { status: number }, retryAfterSeconds?: number) {
    super(problem.detail ?? problem.title ?? texts.errors.unexpected(problem.status));
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code ?? '';
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A sentence for a person: ours where the cause is a known one, the server's otherwise. */
export function problemText(error: unknown): string {
  if (!(error instanceof ApiProblem)) return texts.errors.unknown;
  if (error.status === 0) return texts.errors.unreachable;
  return texts.errors.byCode[error.code] ?? error.message;
}

export function isProblem(error: unknown, status: number): error is ApiProblem {
  return error instanceof ApiProblem && error.status === status;
}
