import * as z from 'zod';
import { BatchStatus } from './batch-status.ts';
import { JobError } from './errors.ts';
import { JobStatus } from './job-status.ts';
import { Principal } from './principal.ts';

/** Rows that are no question, beside the statuses of those that are. */
export const RowStatus = z.enum([...JobStatus.options, 'INVALID']);
export type RowStatus = z.infer<typeof RowStatus>;

/** How many have which status; those of which there are none are left out. */
export const StatusCounts = z.partialRecord(RowStatus, z.int().nonnegative());
export type StatusCounts = z.infer<typeof StatusCounts>;

const asked = {
  id: z.ulid(),
  kind: z.literal('batch'),
  name: z.string(),
  status: BatchStatus,
  version: z.int().positive(),
  rows: z.int().nonnegative().optional().describe('Of the file, its header aside.'),
  questions: z.int().nonnegative().optional().describe('To be asked: equal ones are asked once.'),
  rerunOf: z.ulid().optional(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().optional(),
  endedAt: z.iso.datetime().optional(),
  error: JobError.optional(),
};

/** A batch's record as the job table keeps it. */
export const BatchJob = z.strictObject({
  ...asked,
  principal: Principal,
  /** The object with the questions. */
  key: z.string(),
  executionArn: z.string().optional(),
  /** Questions that have ended, by status, while it runs; once it is complete, rows. */
  counts: StatusCounts.default({}),
  /** When the first question was started. */
  answeringSince: z.iso.datetime().optional(),
});
export type BatchJob = z.infer<typeof BatchJob>;

const Upload = z.strictObject({
  method: z.literal('PUT'),
  url: z.string(),
  expiresAt: z.iso.datetime(),
});

const Results = z.strictObject({
  csv: z.string().describe('A link to answers.csv, good until `expiresAt`.'),
  jsonl: z.string(),
  manifest: z.string(),
  expiresAt: z.iso.datetime(),
});

const Progress = z.strictObject({
  done: z.int().nonnegative().describe('Questions that have ended.'),
  total: z.int().nonnegative(),
  perMinute: z.number().nonnegative(),
  secondsLeft: z.int().nonnegative().optional().describe('At the pace so far.'),
});

/** A batch as HTTP shows it. */
export const BatchView = z.strictObject({
  ...asked,
  principal: z.string().describe('The id of the principal whose questions they are.'),
  counts: StatusCounts,
  progress: Progress.optional().describe('While it runs.'),
  upload: Upload.optional().describe(
    'Where to put the file, as long as there is none. The link signs no content type.',
  ),
  results: Results.optional(),
  links: z.record(z.string(), z.string()),
});
export type BatchView = z.infer<typeof BatchView>;
