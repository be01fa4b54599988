import * as z from 'zod';
import type { SourceConfiguration } from '../contracts/configuration.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import type { ObjectStore } from '../platform/object-store.ts';

export const Dialect = z.enum(['postgres', 'redshift', 'athena']);
export type Dialect = z.infer<typeof Dialect>;

/** What SQL each engine speaks, and so which prompt asks for it. */
export const DIALECT_OF: Readonly<Record<SourceConfiguration['engine'], Dialect>> = { postgres: 'postgres' };

/** What Retrieve found for a question, kept as a claim check for Generate and Reflect. */
export const QuestionContext = z.strictObject({
  dialect: Dialect,
  schema: z.string(),
  /** Which stored values the words of the question stand for, a line each. */
  values: z.string().optional(),
  tables: z.array(z.string()),
  tokens: z.int(),
  /** The block `metrics`: a line for each that the question names. */
  metrics: z.string().optional(),
  /** What an answer has to say of itself, whatever the SQL: of its source, and what retrieval had to do without. */
  warnings: z.array(z.string()).optional(),
  /** Verified queries near the question. */
  examples: z.string().optional(),
});
export type QuestionContext = z.infer<typeof QuestionContext>;

/** `name`: which of several contexts of the job. */
export const contextKey = (jobId: string, name?: string) =>
  `jobs/${jobId}/${name ? `${name}-` : ''}context.json`;

export async function readContext(objects: ObjectStore, key: string): Promise<QuestionContext> {
  const text = await objects.getText(key);
  if (text === undefined) throw new InqueryError('Internal', 'The context of this question is gone.');
  return QuestionContext.parse(JSON.parse(text));
}
