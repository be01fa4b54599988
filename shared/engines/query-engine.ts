import type { Column, Row } from '../contracts/rows.ts';
import type { EstimatedPlan } from '../sql-guard/cost-gate.ts';

export type Plan = EstimatedPlan;

export interface RunLimits {
  readonly rows: number;
  readonly bytes: number;
  readonly statementMs: number;
}

export interface QueryResult {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Whether a cap cut the result. */
  readonly truncated: boolean;
}

/**
 * A database that questions are put to. SQL given to `explain` and `run` was checked, but is still treated as
 * hostile: read-only transaction, one statement, capped and rolled back. Both throw the contract's errors.
 */
export interface QueryEngine {
  explain(sql: string, statementMs: number): Promise<Plan>;
  run(sql: string, limits: RunLimits): Promise<QueryResult>;
  /** Runs SQL of ours (never a model's) with parameters; rows come as objects. */
  introspect(sql: string, parameters: readonly unknown[]): Promise<readonly unknown[]>;
}
