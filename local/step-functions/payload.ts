import { StateFailure, StatesError } from './errors.ts';

/** Step Functions' limit for a state's input or output, and for one Assign. */
export const PAYLOAD_LIMIT_BYTES = 256 * 1024;

/** A JSON value with its text: the text goes to the history and shows the size, the value to expressions. */
export interface Payload {
  readonly value: unknown;
  readonly text: string;
}

/** Whether the text, as UTF-8, is larger than a payload may be. */
export function exceedsPayloadLimit(text: string): boolean {
  // A UTF-16 unit takes at most three bytes, so most texts need no counting.
  return text.length * 3 > PAYLOAD_LIMIT_BYTES && Buffer.byteLength(text) > PAYLOAD_LIMIT_BYTES;
}

/** Throws States.DataLimitExceeded naming `what` when it does not fit. */
export function toPayload(value: unknown, what: string): Payload {
  const text = JSON.stringify(value);
  if (exceedsPayloadLimit(text)) {
    throw new StateFailure(
      StatesError.dataLimitExceeded,
      `${what} has a size exceeding the maximum number of bytes service limit.`,
    );
  }
  return { value, text };
}

/** The same for a value that came from outside: a copy with what JSON keeps of it, null for nothing. */
export function foreignPayload(value: unknown, what: string): Payload {
  const { text } = toPayload(value ?? null, what);
  return { value: JSON.parse(text), text };
}
