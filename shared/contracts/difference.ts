import * as z from 'zod';
import { JobError } from './errors.ts';
import { JobStatus } from './job-status.ts';
import { Row } from './rows.ts';

const text = {
  before: z.string().optional(),
  after: z.string().optional(),
  same: z.boolean().optional().describe('Where both have one.'),
};

const SqlDifference = z.strictObject(text).optional().describe('Where one of the two has SQL.');

const RowDifference = z
  .strictObject({
    same: z.boolean().describe('Whether the rows compared are the same, in any order.'),
    before: z.int().describe('How many there were.'),
    after: z.int(),
    columns: z.strictObject({ added: z.array(z.string()), removed: z.array(z.string()) }),
    common: z.int(),
    added: z.array(Row).describe('The first of those that are new.'),
    removed: z.array(Row).describe('The first of those that are gone.'),
    addedCount: z.int(),
    removedCount: z.int(),
    complete: z.boolean().describe('False where only the first rows of each were compared.'),
  })
  .optional()
  .describe('Where both have rows that are still kept.');
export type RowDifference = z.infer<typeof RowDifference>;

/** Of one of the figures that a "why" was explained from. */
const FactorDifference = z.strictObject({
  question: z.string(),
  in: z.enum(['both', 'before', 'after']).describe('Which of the two asked for this figure, in these words.'),
  sql: SqlDifference,
  rows: RowDifference,
});
export type FactorDifference = z.infer<typeof FactorDifference>;

/** How a replay came out otherwise than the question it tries anew. */
export const Difference = z.strictObject({
  of: z.ulid().describe('The question it is compared with.'),
  status: z.strictObject({ before: JobStatus, after: JobStatus, same: z.boolean() }),
  error: z
    .strictObject({ before: JobError.optional(), after: JobError.optional() })
    .optional()
    .describe('Where one of the two was refused or failed.'),
  answer: z.strictObject(text).optional().describe('In words, where one of the two has any.'),
  sql: SqlDifference,
  rows: RowDifference,
  factors: z.array(FactorDifference).optional().describe('Figure by figure, of a question that asks why.'),
});
export type Difference = z.infer<typeof Difference>;
