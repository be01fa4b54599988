import type { RefreshScope } from '../contracts/knowledge.ts';

/** A source that is in the index of what is open. */
export interface HeldSource {
  readonly source: string;
  /** The execution that has it; undefined where it was taken from one, and what was asked meanwhile is still to be done. */
  readonly leaseBy: string | undefined;
}

export interface RefreshFailure {
  readonly at: string;
  readonly name: string;
  readonly message: string;
}

/** Which executions of the catalogue machine have which sources. Every write is conditional, on one item. */
export interface RefreshLeases {
  /** All sources that an execution has, or had when it broke off. */
  held(): Promise<readonly HeldSource[]>;
  /** Takes a source from an execution that has it and notes why; false when that one has it no more. */
  release(source: string, leaseBy: string, failure: RefreshFailure): Promise<boolean>;
  /** What was asked for while a source was held, of one that nobody holds; undefined: nothing. */
  askedMeanwhile(source: string): Promise<RefreshScope | undefined>;
  /** Takes a source that nobody holds, and that nothing is asked of, out of the index. */
  settle(source: string): Promise<void>;
}
