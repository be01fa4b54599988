import type { ResultRows } from '../prompt/result-rows.ts';
import { describeList } from './describe-list.ts';
import { type Asked, describeRow } from './describe-row.ts';

/** One to three sentences about a result. */
export function describeResult(result: ResultRows, asked: Asked): string {
  const [first] = result.rows;
  if (!first) return 'No rows match.';
  if (result.rows.length === 1 && result.rowCount <= 1) {
    const row = describeRow(result, first, asked);
    return result.tied ? `${row} Others share this place.` : row;
  }
  const list = describeList(result, asked.question);
  return result.tied ? `${list} The last place is shared with others that are not shown.` : list;
}
