import { nextRow } from '../sql-guard/next-row.ts';
import type { QueryEngine, QueryResult, RunLimits } from './query-engine.ts';

/** A statement that took longer is not run again for a remark. */
const QUICK_MS = 2_000;

/**
 * Whether the first N rows that were asked for leave out one with the same rank as the last of them. Looked up by the
 * statement itself, with another number behind LIMIT; false where it cannot be told.
 */
export async function isTied(
  engine: Pick<QueryEngine, 'run'>,
  sql: string,
  { rows, truncated }: QueryResult,
  ms: number,
  { bytes }: RunLimits,
): Promise<boolean> {
  const last = rows.at(-1);
  if (!last || truncated || ms >= QUICK_MS) return false;
  try {
    const next = await nextRow(sql);
    if (next?.count !== rows.length) return false;
    const { rows: beyond } = await engine.run(next.sql, { rows: 1, bytes, statementMs: QUICK_MS });
    const [rank, other] = [last[next.column], beyond[0]?.[next.column]];
    return beyond.length > 0 && rank !== null && JSON.stringify(rank) === JSON.stringify(other);
  } catch {
    // The answer stands without the remark.
    return false;
  }
}
