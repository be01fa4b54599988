/** What a fake does with one call. */
export type Behaviour =
  | { readonly kind: 'reply'; readonly value: unknown }
  | { readonly kind: 'fail'; readonly error: string; readonly message: string }
  | { readonly kind: 'hang' };

/** By state: what its calls do, one after the other; calls beyond the list succeed. */
export type Script = Readonly<Record<string, readonly Behaviour[]>>;

export const hang: Behaviour = { kind: 'hang' };

/** What is behind a function is away, and then the function itself breaks off: each is tried again on its own. */
export const AWAY_THEN_KILLED: readonly Behaviour[] = [fail('ServiceUnavailable'), fail('Lambda.Unknown')];

/** More often than any Retry of the machine tries. */
const EVERY_TIME = 50;

export function reply(value: unknown): Behaviour {
  return { kind: 'reply', value };
}

/** A failure under the name that Step Functions shows for it. */
export function fail(error: string, message = `told by ${error}`): Behaviour {
  return { kind: 'fail', error, message };
}

export function times(count: number, behaviour: Behaviour): Behaviour[] {
  return Array.from({ length: count }, () => behaviour);
}

export function always(behaviour: Behaviour): Behaviour[] {
  return times(EVERY_TIME, behaviour);
}
