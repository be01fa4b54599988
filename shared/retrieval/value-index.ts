import type { Catalog } from '../contracts/catalog.ts';

/** A stored value that words of a question stand for. */
export interface ValueHit {
  /** Written schema.table. */
  readonly table: string;
  readonly column: string;
  /** The literal as it is stored. */
  readonly value: string;
  /** The question's own words. */
  readonly matched: string;
  /** 1 when they name it in full, less for a misspelling, a synonym or a part of it. */
  readonly score: number;
}

/** A stored value near a literal, and how alike the two are (0 to 1). */
export interface NearValue {
  readonly value: string;
  readonly similarity: number;
}

/** The values that one login of a source may read. */
export interface ValueIndex {
  /**
   * What a question names, best first, a bounded number: several columns when a value stands in several. Columns
   * that `catalog` does not show, or that are marked sensitive, are left out; its names and comments tell which
   * words of the question are the schema's and no misspelt value.
   */
  lookup(question: string, catalog: Catalog): ValueHit[];
  /**
   * The values of a column that are most like a literal which may not be there, best first. Undefined when the
   * column's values are not indexed: then nothing is known of what is in it.
   */
  nearest(table: string, column: string, literal: string): NearValue[] | undefined;
}
