import type { Candidate } from '../lexicon/item.ts';
import type { Column } from '../schema/schema.ts';
import type { Operator } from './operators.ts';
import type { Period } from './period.ts';

/** A literal that stands in a column. */
export interface ValueCandidate {
  readonly column: Column;
  readonly literal: string;
  /** The prompt says that the words mean it; they are not its own. */
  readonly isMeant?: boolean;
}

/** A run of the question's words and what it was linked to. */
export type Chunk = { readonly text: string } & (
  | { readonly kind: 'items'; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'value'; readonly candidates: readonly ValueCandidate[]; readonly quoted: boolean }
  | { readonly kind: 'quoted' }
  /** Capitalised words that nothing of the schema or the known values is called. */
  | { readonly kind: 'proper' }
  | {
      readonly kind: 'number';
      readonly value: number;
      /** "20%", "20 percent". */
      readonly percent?: boolean;
    }
  | { readonly kind: 'period'; readonly period: Period }
  | {
      readonly kind: 'operator';
      readonly operator: Operator;
      /** Columns that a verb also hints at: "shipped" at a shipping date. */
      readonly hints?: readonly Candidate[];
    }
  | { readonly kind: 'unknown' }
);
