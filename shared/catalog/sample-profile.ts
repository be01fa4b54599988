import type { ColumnRow } from './column-profile.ts';

/** Some rows of a table: the values of its columns as text, cut short. */
export interface Sample {
  readonly rows: readonly (readonly unknown[])[];
  /** Whether these are all the rows there are. */
  readonly whole: boolean;
  /** The planner's guess of how many there are. */
  readonly estimatedRows: number;
}

/** The statistics the planner would have made of a column, made of a sample. */
export function sampleStatistics(
  { rows, whole, estimatedRows }: Sample,
  position: number,
): Pick<ColumnRow, 'nullShare' | 'distinct' | 'common' | 'bounds'> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = row[position];
    if (typeof value === 'string') counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const filled = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const distinct = whole ? counts.size : estimateDistinct(counts, filled, estimatedRows);
  const common = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([value]) => value);
  return { nullShare: 1 - filled / rows.length, distinct, common, bounds: null };
}

/** The estimator of Haas and Stokes (1998) that PostgreSQL's ANALYZE uses, too. */
function estimateDistinct(counts: ReadonlyMap<string, number>, filled: number, rows: number): number {
  if (filled === 0) return 0;
  const once = [...counts.values()].filter((count) => count === 1).length;
  return (filled * counts.size) / (filled - once + (once * filled) / Math.max(rows, filled));
}
