import type { HoleForm, Slot } from '../../contracts/verified-query.ts';
import type { SqlLiteral } from './sql-literal.ts';

/** Positions of tokens of a question, `to` not included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A literal that follows one place of the question, or a month and its year. */
export interface Mapping {
  readonly literal: SqlLiteral;
  readonly spans: readonly Span[];
  readonly slots: readonly Slot[];
  readonly form: HoleForm;
}
