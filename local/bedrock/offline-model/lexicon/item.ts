import type { Column, Table } from '../schema/schema.ts';

/** Something of the schema that words can name. */
type Item =
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'column'; readonly column: Column }
  | { readonly kind: 'measure'; readonly measure: Measure };

/** An aggregate that is no single column: a metric of the glossary, or revenue built from a line table. */
export interface Measure {
  readonly label: string;
  /** SQL text with the columns it needs left open. */
  readonly parts: readonly (string | Column)[];
}

/** One way to name an item, as stems; `weight` says how much such a name is worth. */
export interface Name {
  readonly words: readonly string[];
  readonly weight: number;
  /** A whole clause of a comment: its verbs and objects are no names of their own. */
  readonly isClause?: boolean;
}

export interface Entry {
  readonly item: Item;
  readonly names: readonly Name[];
  /** Stems that may stand beside the name without being part of it: those of a column's table. */
  readonly context: ReadonlySet<string>;
  /** The stems of identifier and comment as running text: they may hold "of". */
  readonly spoken: string;
  /** A column of figures, keys aside: other words may stand between those of its name. */
  readonly isFigure?: boolean;
  /** A name of a noun and a verb, between which other words may stand. */
  readonly isSplit?: boolean;
}

export interface Candidate {
  readonly item: Item;
  /** 1 for an exact name, lower for a partial one. */
  readonly score: number;
}
