import type { JudgeSelect } from '../../shared/catalog/metrics/merge-metrics.ts';
import type { CatalogTable } from '../../shared/contracts/catalog.ts';
import { judgePostgresStatement } from '../../shared/sql-guard/check-statement.ts';

/** Judges by the guard that judges a model's SQL, over the tables of the source. */
export function judgeSelect(tables: readonly CatalogTable[]): JudgeSelect {
  const scope = { tables: tables.map((table) => ({ ...table, partial: false })) };
  return async (sql) => {
    const verdict = await judgePostgresStatement(sql, scope);
    // How the tables join is for the query that uses the metric to say.
    const isFine = verdict.verdict === 'allow' || verdict.code === 'cartesian-product';
    return isFine ? undefined : verdict.reason;
  };
}
