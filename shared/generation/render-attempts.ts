import type { Attempt } from '../contracts/job.ts';

/** Every query so far with the error it met, the last one last. */
export function renderAttempts(attempts: readonly Attempt[]): string {
  return attempts
    .map(({ sql, error }, index) =>
      [
        `${index + 1}.`,
        sql,
        ...(error ? [`error: ${error.name}: ${error.message}`] : []),
        ...(error?.detail ? [error.detail] : []),
      ].join('\n'),
    )
    .join('\n');
}
