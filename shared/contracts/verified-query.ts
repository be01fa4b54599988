import * as z from 'zod';

/** Where a pair stands: waiting for a curator, put to the guard, in use, its tables gone, or refused. */
export const VerifiedQueryState = z.enum(['proposed', 'pending', 'active', 'affected', 'rejected']);
export type VerifiedQueryState = z.infer<typeof VerifiedQueryState>;

/** What a part of a question may be replaced by, so that the SQL stays right. */
const Slot = z.discriminatedUnion('kind', [
  /** A plain number; `limit` when it says how many rows. */
  z.strictObject({ kind: z.enum(['number', 'limit']), value: z.number() }),
  z.strictObject({ kind: z.literal('year'), value: z.number() }),
  /** A month by its name, 1 to 12. */
  z.strictObject({ kind: z.literal('month'), value: z.number() }),
  /** A day, as YYYY-MM-DD. */
  z.strictObject({ kind: z.literal('date'), value: z.string() }),
  /** A value of all these columns, written schema.table.column; `words` as the skeleton has them. */
  z.strictObject({
    kind: z.literal('text'),
    words: z.array(z.string()),
    columns: z.array(z.string()).min(1),
  }),
]);
export type Slot = z.infer<typeof Slot>;

/** How a slot's value is written into the SQL. */
export const HoleForm = z.enum([
  'number',
  'text',
  'date',
  'year-first-day',
  'year-last-day',
  'year-after',
  'month-first-day',
  'month-last-day',
  'month-after',
]);
export type HoleForm = z.infer<typeof HoleForm>;

/** A literal of the SQL that follows the question: UTF-16 offsets of its text, quotes included. */
export const Hole = z.strictObject({
  start: z.int(),
  end: z.int(),
  /** Positions in `slots`; a day that follows a month and a year names both, in this order. */
  slots: z.array(z.int()).min(1).max(2),
  form: HoleForm,
});
export type Hole = z.infer<typeof Hole>;

/** A question as others are compared with it: words that must be equal, and slots that may be filled anew. */
export const QueryTemplate = z.strictObject({
  /** False where the SQL holds what the question does not say, such as the year that was the last one. */
  matchable: z.boolean(),
  /** Words in order; a number is the position of a slot. */
  skeleton: z.array(z.union([z.string(), z.int()])),
  slots: z.array(Slot),
  holes: z.array(Hole),
});
export type QueryTemplate = z.infer<typeof QueryTemplate>;

/** A question with the SQL that a person approved for it. */
export const VerifiedQuery = z.strictObject({
  id: z.string(),
  source: z.string(),
  question: z.string(),
  sql: z.string(),
  dialect: z.literal('postgres'),
  state: VerifiedQueryState,
  origin: z.enum(['edit', 'import', 'feedback']),
  approvedBy: z.string().describe('The id of the principal who approved it, or proposed it.'),
  approvedAt: z.iso.datetime(),
  /** How many approvals of the same question and SQL were merged into this. */
  count: z.int().positive(),
  /** Tables the SQL reads, written schema.table, and their columns that it names. */
  tables: z.array(z.string()).optional(),
  columns: z.array(z.string()).optional(),
  template: QueryTemplate.optional(),
  /** Why it was rejected, what of its schema is gone, or why it still waits. */
  reason: z.string().optional(),
});
export type VerifiedQuery = z.infer<typeof VerifiedQuery>;

/** A pair that is in use. */
export const ActiveQuery = VerifiedQuery.extend({
  tables: z.array(z.string()),
  columns: z.array(z.string()),
  template: QueryTemplate,
});
export type ActiveQuery = z.infer<typeof ActiveQuery>;
