import * as z from 'zod';
import { Doubt, Intent } from './intent.ts';

/** The states a redrive or a replay may go on at. */
export const EntryState = z.enum([
  'CheckMatch',
  'Understand',
  'Survey',
  'Split',
  'Factors',
  'Retrieve',
  'Generate',
  'Reflect',
  'Check',
]);
export type EntryState = z.infer<typeof EntryState>;

const share = z.number().min(0).max(1);

/** One of the figures of a why; with `sql`, which was written for it, it is fetched without a model. */
const EntryFactor = z.strictObject({
  question: z.string(),
  sql: z.string().optional(),
  assumptions: z.array(z.string()).optional(),
  confidence: share.optional(),
});
export type EntryFactor = z.infer<typeof EntryFactor>;

/**
 * Where the machine is entered, and every variable that the states before it would have set. What the state asked for
 * does not read has a neutral value.
 */
export const Entry = z.strictObject({
  state: EntryState,
  match: z.union([
    z.strictObject({ found: z.literal(false) }),
    z.strictObject({ found: z.literal(true), id: z.string(), sql: z.string() }),
  ]),
  understood: z.strictObject({ intent: Intent, standaloneQuestion: z.string() }),
  factors: z.array(EntryFactor),
  contextKey: z.string(),
  /** Today's, of the source. */
  maxAttempts: z.int().positive(),
  most: z.int().positive(),
  doubts: z.array(Doubt),
  /** Which SQL of this question `sql` is, or Reflect is to write. */
  attempt: z.int().positive(),
  sql: z.string(),
  assumptions: z.array(z.string()),
  confidence: share,
  /** Whether the answer is put without a model. */
  plain: z.boolean(),
});
export type Entry = z.infer<typeof Entry>;
