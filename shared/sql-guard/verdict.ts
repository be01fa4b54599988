import type { ErrorName } from '../contracts/errors.ts';
import { InqueryError } from '../platform/inquery-error.ts';

/** Why a statement was refused: one code per rule. */
export type RefusalCode =
  | 'syntax'
  | 'multiple-statements'
  | 'not-a-query'
  | 'too-long'
  | 'too-deep'
  | 'construct'
  | 'select-into'
  | 'row-lock'
  | 'function'
  | 'operator'
  | 'type'
  | 'system-catalogue'
  | 'other-database'
  | 'unknown-table'
  | 'unknown-column'
  | 'possible-call'
  | 'whole-row'
  | 'hidden-columns'
  | 'unbounded-series'
  | 'unbounded-text'
  | 'unbounded-number'
  | 'pattern'
  | 'json-path'
  | 'recursion'
  | 'cartesian-product'
  | 'too-many-rows';

export type Verdict =
  | { readonly verdict: 'allow' }
  | {
      readonly verdict: 'refuse';
      readonly code: RefusalCode;
      /** The part of the statement that offends, as far as one can be named. */
      readonly fragment: string;
      /** A sentence for the person who asked. */
      readonly reason: string;
    };

/** Codes a model can put right by writing the statement anew; all others are unsafe. */
const ERROR_NAMES: Partial<Record<RefusalCode, ErrorName>> = {
  syntax: 'SqlSyntaxError',
  'unknown-table': 'UnknownRelation',
  'unknown-column': 'UnknownColumn',
};

const LONGEST_FRAGMENT = 120;

/** A refusal on its way out of the tree. `name` is the contract's error name for its code. */
export class Refusal extends InqueryError {
  readonly code: RefusalCode;
  readonly fragment: string;

  constructor(code: RefusalCode, fragment: string, reason: string) {
    super(ERROR_NAMES[code] ?? 'UnsafeSql', reason, { detail: code });
    this.code = code;
    this.fragment = fragment.slice(0, LONGEST_FRAGMENT);
  }
}

/** A refusal of something unsafe; `what` completes "This SQL was not run: …". */
export function unsafe(code: RefusalCode, fragment: string, what: string): Refusal {
  return new Refusal(code, fragment, `This SQL was not run: ${what}.`);
}

/** The verdict of a check that throws a Refusal; whatever else it throws is thrown on. */
export async function verdictOf(check: () => Promise<void>): Promise<Verdict> {
  try {
    await check();
    return { verdict: 'allow' };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { verdict: 'refuse', code: error.code, fragment: error.fragment, reason: error.message };
  }
}
