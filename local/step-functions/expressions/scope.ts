/** What an expression may see: `$states` and the workflow's variables. */
export interface Scope {
  readonly states: StatesVariable;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface StatesVariable {
  readonly input: unknown;
  readonly context: unknown;
  readonly result?: unknown;
  readonly errorOutput?: unknown;
}

/** Fields of `$states` that an ASL field may read besides `input` and `context`. */
export type StatesAccess = readonly ('result' | 'errorOutput')[];
