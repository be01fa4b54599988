import type { GuardScope } from '../guard-scope.ts';
import type { Node } from './parse-tree.ts';
import type { Column, Scope } from './scope.ts';
import type { Member, Volume } from './volume.ts';

/** What a query of WITH, or a subquery, gives. */
export interface QueryResult {
  /** Undefined where a `*` over an unknown table hides what they are. */
  readonly columns: readonly Column[] | undefined;
  readonly volume: Volume;
  /** What it goes through to give that. */
  readonly work: Volume;
  /** Relations of the queries around it that it asks columns of. */
  readonly uses: ReadonlySet<number>;
  /** Those among them that a real predicate inside ties it to. */
  readonly ties: ReadonlySet<number>;
}

/** A query that WITH names; its result is worked out when first asked for. */
export type NamedQuery = () => QueryResult;

export type NamedQueries = ReadonlyMap<string, NamedQuery>;

/** One statement's check: what may be seen, and what is known of its subqueries so far. */
export interface Statement {
  readonly guard: GuardScope;
  /** A number for the next relation. */
  nextId(): number;
  /** Results of the subqueries in expressions, by their node. */
  readonly subqueries: WeakMap<Node, QueryResult>;
  /** Bytes of an expression's value that the statement itself makes. */
  sizeOf(value: unknown, place: Place): number;
  /** Checks a SELECT, VALUES or set operation whose outer scope is given. */
  resolveQuery(select: Node, outer: Scope | undefined, queries: NamedQueries): QueryResult;
}

/** Where an expression stands. */
export interface Place {
  readonly statement: Statement;
  readonly scope: Scope;
  readonly queries: NamedQueries;
  /** Relations that were asked for columns so far. */
  readonly uses: Set<number>;
  /** What FROM makes here, which an aggregate collects. */
  readonly collected?: Volume;
  /** Subqueries that run once for each row, tied to nothing. */
  readonly repeated: Member[];
}
