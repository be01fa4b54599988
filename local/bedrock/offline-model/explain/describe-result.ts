import type { ResultRows } from '../prompt/result-rows.ts';
import { describeList } from './describe-list.ts';
import { type Asked, describeRow } from './describe-row.ts';

/** One to three sentences about a result. */
export function describeResult(result: ResultRows, asked: Asked): string {
  const [first] = result.rows;
  if (!first) return 'No rows match.';
  if (result.rows.length === 1 && result.rowCount <= 1) return describeRow(result, first, asked);
  return describeList(result, asked.question);
}
