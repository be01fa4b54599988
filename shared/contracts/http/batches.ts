import * as z from 'zod';
import { BatchView } from '../batch.ts';
import { nextCursor, PageQuery } from './paging.ts';

/** What a file of questions may be called. */
export const BatchFileName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.(csv|tsv|json|jsonl)$/i,
    'A name has letters, digits, dots, _ and -, and ends with .csv, .tsv, .json or .jsonl.',
  );

export const CreateBatch = z
  .strictObject({ name: BatchFileName })
  .meta({ examples: [{ name: 'questions.csv' }] });

export const BatchParams = z.strictObject({ id: z.ulid() });

/** A batch in a list: without links to its files. */
export const BatchSummary = BatchView.omit({ upload: true, results: true, progress: true });

export const BatchPage = z.strictObject({ batches: z.array(BatchSummary), nextCursor });

export const BatchesQuery = PageQuery;
