import { createHash } from 'node:crypto';
import { saysAll } from './build-template.ts';
import type { Match } from './match-question.ts';
import { plainQuestion, plainText } from './plain-question.ts';

/** A question and its SQL out of somebody's own table. */
export interface Pair {
  readonly question: string;
  readonly sql: string;
  readonly similarity: number;
}

/**
 * The pair that asks the same in the same words, fillings aside. Nobody has looked at its SQL here, so nothing is
 * filled into it; Check decides whether it may run.
 */
export function matchPair(question: string, pairs: readonly Pair[]): Match | undefined {
  const asked = plainText(plainQuestion(question));
  const found = pairs.find(
    (pair) => plainText(plainQuestion(pair.question)) === asked && saysAll(pair.question, pair.sql),
  );
  if (!found) return undefined;
  const id = createHash('sha256')
    .update(JSON.stringify([found.question, found.sql]))
    .digest('hex');
  const sql = found.sql.trim().replace(/[\s;]+$/, '');
  return { id: `own_${id.slice(0, 24)}`, sql, similarity: found.similarity };
}
