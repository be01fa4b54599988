import * as z from 'zod';
import { JobStatus } from './job-status.ts';
import { Row } from './rows.ts';

/** How a replay came out otherwise than the question it tries anew. */
export const Difference = z.strictObject({
  of: z.ulid().describe('The question it is compared with.'),
  status: z.strictObject({ before: JobStatus, after: JobStatus }),
  sql: z.strictObject({
    before: z.string().optional(),
    after: z.string().optional(),
    same: z.boolean(),
  }),
  rows: z
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
    .describe('Where both have rows that are still kept.'),
});
export type Difference = z.infer<typeof Difference>;
