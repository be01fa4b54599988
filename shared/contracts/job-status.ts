import * as z from 'zod';

/** What a job can be. A status only moves forward and never leaves a final one. */
export const JobStatus = z.enum([
  'SUBMITTED',
  'RUNNING',
  'AWAITING_APPROVAL',
  'ANSWERED',
  'REPLIED',
  'NEEDS_CLARIFICATION',
  'REFUSED',
  'FAILED',
  'CANCELLED',
]);
export type JobStatus = z.infer<typeof JobStatus>;

const OPEN: readonly JobStatus[] = ['SUBMITTED', 'RUNNING', 'AWAITING_APPROVAL'];

export const FINAL_STATUSES: readonly JobStatus[] = JobStatus.options.filter(
  (status) => !OPEN.includes(status),
);

export function isFinal(status: JobStatus): boolean {
  return FINAL_STATUSES.includes(status);
}
