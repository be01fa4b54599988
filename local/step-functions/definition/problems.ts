/** Why a definition is refused; the names are those AWS gives in the message. */
export type ProblemCode =
  | 'INVALID_JSON_DESCRIPTION'
  | 'SCHEMA_VALIDATION_FAILED'
  | 'MISSING_TRANSITION_TARGET'
  | 'MISSING_END_STATE'
  | 'UNREACHABLE_STATE'
  | 'DUPLICATE_STATE_NAME';

/** Collects everything wrong with a definition, each with its place (`/States/Ask/Next`). */
export class Problems {
  readonly #list: string[] = [];

  add(code: ProblemCode, place: string, message: string): void {
    this.#list.push(`${code}: ${message} at ${place}`);
  }

  /** Throws InvalidDefinition when there are any. */
  throwIfAny(): void {
    if (this.#list.length > 0) throw new InvalidDefinition(this.#list);
  }
}

export class InvalidDefinition extends Error {
  override readonly name = 'InvalidDefinition';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`Invalid State Machine Definition: '${problems.join(', ')}'`);
    this.problems = problems;
  }
}
