/** Something accepted that is not done yet. */
export interface Kept {
  /** Forgets it. Where that cannot be written it is done once more by the next process. */
  done(): void;
}

/** What was accepted and not done: deliveries of events, invocations nobody waits for, and firings of schedules. */
export type OutboxKind = 'delivery' | 'invocation' | 'firing';

/** Keeps what the stack has accepted until it is done, beyond this process. */
export interface Outbox {
  /** All of them or, when it throws a StateFileError, none. */
  keep(kind: OutboxKind, bodies: readonly unknown[]): Kept[];
  /** What earlier processes did not get done, the oldest first. */
  left(kind: OutboxKind): { readonly kept: Kept; readonly body: unknown }[];
  close(): void;
}

/** Of what is not kept. */
export const NOT_KEPT: Kept = { done: () => {} };

/** Where nothing has to outlive the process. */
export const NO_OUTBOX: Outbox = {
  keep: (_kind, bodies) => bodies.map(() => NOT_KEPT),
  left: () => [],
  close: () => {},
};
