import type { Column, Row } from '../contracts/rows.ts';
import type { EstimatedPlan } from '../sql-guard/cost-gate.ts';
import type { CopySink } from './copy-sink.ts';

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

export interface CsvRequest {
  readonly header: boolean;
  readonly delimiter: string;
  /** Whether cells of text that a spreadsheet would take for a formula get an apostrophe. */
  readonly spreadsheetSafe: boolean;
  readonly statementMs: number;
  /** Ends the query on the server when it is aborted; its reason is what is thrown. */
  readonly signal: AbortSignal;
}

/**
 * A database that questions are put to. SQL given to `explain`, `run` and `copyCsv` was checked, but is still treated as
 * hostile: read-only transaction, one statement, capped and rolled back. All throw the contract's errors.
 */
export interface QueryEngine {
  explain(sql: string, statementMs: number): Promise<Plan>;
  run(sql: string, limits: RunLimits): Promise<QueryResult>;
  /** Streams every row as CSV, as the database's own COPY writes it; resolves with how many it says there were. */
  copyCsv(sql: string, request: CsvRequest, sink: CopySink): Promise<number>;
  /** Runs SQL of ours (never a model's) with parameters; rows come as objects. */
  introspect(sql: string, parameters: readonly unknown[]): Promise<readonly unknown[]>;
}
