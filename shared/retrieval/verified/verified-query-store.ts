import type { VerifiedQuery } from '../../contracts/verified-query.ts';

/** What the guard and the parse tree said of a pair. */
export type Verification = Required<Pick<VerifiedQuery, 'tables' | 'columns' | 'template'>>;

export interface QueryPage {
  readonly items: readonly VerifiedQuery[];
  /** Pass it back to get the next page; absent on the last one. */
  readonly cursor?: string;
}

/** What is said of a source's index; it changes with every change of what is in use. */
export interface IndexHead {
  /** Of the index that was last written; undefined when none was. */
  readonly revision?: string;
  /** How many pairs that index holds. */
  readonly entries: number;
  /** Counts the changes of what is in use. */
  readonly changes: number;
}

/** The record of a source's verified queries. Every write is of one item, on a condition. */
export interface VerifiedQueryStore {
  /** Adds a pair as pending; one that is in use already gets one approval more. Returns it as it then is. */
  submit(query: VerifiedQuery): Promise<VerifiedQuery>;
  /** Keeps a pair for a curator to decide on; one that is there already, unless it was rejected, stays as it is. */
  propose(query: VerifiedQuery): Promise<void>;
  find(source: string, id: string): Promise<VerifiedQuery | undefined>;
  list(source: string, page: { limit: number; cursor?: string }): Promise<QueryPage>;
  /** All of a source, as they are now. */
  all(source: string): Promise<readonly VerifiedQuery[]>;
  /** Pending → active. False when it is no longer what was submitted at that time. */
  activate(query: VerifiedQuery, verification: Verification): Promise<boolean>;
  /** Pending → rejected, on the same condition. */
  reject(query: VerifiedQuery, reason: string): Promise<boolean>;
  /** Active ↔ affected, when its schema has changed; pending stays so, and says why. */
  mark(query: VerifiedQuery, state: 'active' | 'affected' | 'pending', reason: string): Promise<boolean>;
  /** Takes one out, saying who did; false when it is not there. */
  remove(source: string, id: string, by: string): Promise<boolean>;
  /** Takes a pair out that says the same as a newer one, which gets its approvals. */
  merge(older: VerifiedQuery, newer: VerifiedQuery): Promise<boolean>;
  head(source: string): Promise<IndexHead>;
  /** Notes that an index was written; false when something changed after its list was read. */
  indexed(source: string, index: { changes: number; revision: string; entries: number }): Promise<boolean>;
}
