import * as z from 'zod';
import { Clarification } from '../contracts/job.ts';
import { Intent } from '../contracts/question-machine.ts';
import type { Tool } from '../model/language-model.ts';

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

export const Explained = z.object({ answer: z.string().min(1).max(2_000), chart: z.string().optional() });

export const CLASSIFY: Tool = {
  name: 'classify',
  description: 'Says what kind of question this is and writes it out so that it stands alone.',
  input: Classified,
};

export const WRITE_SQL: Tool = {
  name: 'write_sql',
  description: 'Gives the one SELECT that answers the question.',
  input: WrittenSql,
};

export const CANNOT_ANSWER: Tool = {
  name: 'cannot_answer',
  description: 'Says why the tables shown cannot answer the question.',
  input: CannotAnswer,
};

export const EXPLAIN: Tool = {
  name: 'explain',
  description: 'Gives the sentences that answer the question from the rows.',
  input: Explained,
};
