/** Result codes of SQLite that say the file itself is no good: SQLITE_CORRUPT and SQLITE_NOTADB. */
const DAMAGED = [11, 26];
const PRIMARY_CODE = 0xff;

/** A file of the state folder could not be read or written; the message says what to do when it is damaged. */
export class StateFileError extends Error {
  override readonly name = 'StateFileError';

  /** `what` begins the sentence: "The journal of the executions". */
  constructor(what: string, path: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const advice = isDamage(cause)
      ? `is damaged (${why}). Clear the local state with npm run reset, or move this file away to keep the rest`
      : `could not be used: ${why}`;
    super(`${what}, ${path}, ${advice}.`);
  }
}

function isDamage(cause: unknown): boolean {
  const code: unknown = Object(cause).errcode;
  return typeof code === 'number' && DAMAGED.includes(code & PRIMARY_CODE);
}
