import * as z from 'zod';
import { StatusCounts } from './batch.ts';
import { JobError } from './errors.ts';
import { QuestionMode } from './job.ts';
import { Principal } from './principal.ts';

/** What starts an execution of the batch machine: a file that was put into the bucket, or a batch to be run again. */
export const BatchInput = z.union([
  z.strictObject({ key: z.string(), etag: z.string(), size: z.int().nonnegative() }),
  z.strictObject({ batchId: z.ulid(), rerunOf: z.ulid() }),
]);
export type BatchInput = z.infer<typeof BatchInput>;

export const OpenBatchInput = z.strictObject({ request: BatchInput, executionArn: z.string() });

/** A batch that has begun, as its machine knows it. */
export const OpenedBatch = z.strictObject({
  id: z.ulid(),
  key: z.string(),
  principalId: Principal.shape.id,
  rerunOf: z.ulid().optional(),
});
export type OpenedBatch = z.infer<typeof OpenedBatch>;

/** `ignored`: this file has been taken before, or is of a batch that has begun. `refused`: nobody answers for it. */
export const OpenBatchOutput = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('opened'), batch: OpenedBatch }),
  z.strictObject({ outcome: z.enum(['ignored', 'refused']), reason: z.string() }),
]);
export type OpenBatchOutput = z.infer<typeof OpenBatchOutput>;

export const ValidateBatchInput = z.strictObject({ batch: OpenedBatch, executionArn: z.string().optional() });

/** What the Map needs; `principal` as DynamoDB keeps it, for the records of the questions. */
export const ValidateBatchOutput = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('valid'),
    questions: z.int().nonnegative(),
    itemsKey: z.string(),
    concurrency: z.int().positive(),
    intervalMs: z.number().positive(),
    principal: Principal,
    principalAttribute: z.record(z.string(), z.unknown()),
    /** How long the records of the questions are kept. */
    retentionDays: z.int().positive(),
  }),
  z.strictObject({ outcome: z.literal('invalid'), error: JobError }),
]);
export type ValidateBatchOutput = z.infer<typeof ValidateBatchOutput>;

/** A line of items.jsonl: a question to be asked. */
export const BatchItem = z.strictObject({
  jobId: z.ulid(),
  question: z.string(),
  source: z.string(),
  mode: QuestionMode,
});
export type BatchItem = z.infer<typeof BatchItem>;

/** A line of rows.jsonl: a row of the file with the question it asks, or why it asks none. */
export const BatchRow = z.strictObject({
  row: z.int().positive(),
  id: z.string().optional(),
  question: z.string(),
  jobId: z.ulid().optional(),
  error: z.string().optional(),
  /** What the row has besides, column by column. */
  carried: z.record(z.string(), z.string()),
});
export type BatchRow = z.infer<typeof BatchRow>;

export const SummariseBatchInput = z.strictObject({
  batch: OpenedBatch,
  executionArn: z.string().optional(),
});

export const SummariseBatchOutput = z.strictObject({ counts: StatusCounts });
export type SummariseBatchOutput = z.infer<typeof SummariseBatchOutput>;
