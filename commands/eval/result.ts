import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';

export const OUTCOMES = ['right', 'refused', 'wrong', 'failed'] as const;

/**
 * Why a question was not answered rightly. linking: a table that the reference needs was not shown to the model;
 * generation: it had what it needed; guard: a safety layer said no; timeout; model: it could not be asked or gave
 * nothing of use; reference: the reference SQL itself failed; internal: none of these.
 */
export const FAILURE_KINDS = [
  'linking',
  'generation',
  'guard',
  'timeout',
  'model',
  'reference',
  'internal',
] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

/** One line of the output. `tokens` is in and out together; `ms` from the question to its end. */
export const QuestionResult = z.object({
  id: z.union([z.string(), z.number()]),
  db: z.string().optional(),
  difficulty: z.string().default('unknown'),
  outcome: z.enum(OUTCOMES),
  kind: z.enum(FAILURE_KINDS).optional(),
  sql: z.string().nullable(),
  error: z.string().optional(),
  attempts: z.number(),
  tokens: z.number(),
  ms: z.number(),
  costUsd: z.number().default(0),
  calls: z.array(z.object({ state: z.string(), tokensIn: z.number(), tokensOut: z.number() })).default([]),
});
export type QuestionResult = z.infer<typeof QuestionResult>;

/** Results by their id as text. */
export type Results = Map<string, QuestionResult>;

/** The results of an earlier output; its summary and a line cut off in the middle are passed over. */
export function readResults(path: string): Results {
  if (!existsSync(path))
    throw new Error(`${path} is not there: it should hold the output of an earlier run.`);
  const results = readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const parsed = QuestionResult.safeParse(readJson(line));
      return parsed.success ? [parsed.data] : [];
    });
  return new Map(results.map((result) => [String(result.id), result]));
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
