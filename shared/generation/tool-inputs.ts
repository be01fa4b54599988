import * as z from 'zod';
import { Intent } from '../contracts/intent.ts';
import { Clarification } from '../contracts/job.ts';

/** SQL longer than this is not what a question needs, and must not fill the state's payload. */
const LONGEST_SQL = 8_000;

const confidence = z.number().min(0).max(1);

export const Classified = z.object({
  intent: Intent,
  standaloneQuestion: z.string().min(1).max(4_000),
  confidence,
  clarification: Clarification.optional(),
  reply: z.string().max(2_000).optional(),
});

export const WrittenSql = z.object({
  sql: z.string().min(1).max(LONGEST_SQL),
  assumptions: z.array(z.string().max(400)).max(10).default([]),
  confidence,
});

export const CannotAnswer = z.object({ reason: z.string().min(1).max(1_000) });

/** One question with choices: fewer than two leave nothing to choose, more nobody reads. */
export const AskedBack = z.object({
  question: z.string().min(1).max(400),
  choices: z.array(z.string().min(1).max(120)).min(2).max(6),
});

export const Replied = z.object({ answer: z.string().min(1).max(2_000) });

export const Explained = z.object({ answer: z.string().min(1).max(2_000), chart: z.string().optional() });

export const Split = z.object({
  factors: z
    .array(z.object({ question: z.string().min(1).max(400) }))
    .min(2)
    .max(4),
});

/** By the name of the tool: what its JSON Schema in tool-schemas.json is generated from. */
export const TOOL_INPUTS = {
  classify: Classified,
  write_sql: WrittenSql,
  cannot_answer: CannotAnswer,
  ask_back: AskedBack,
  explain: Explained,
  reply: Replied,
  split: Split,
};
