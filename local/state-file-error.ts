import { saysDiskFull } from './disk-full.ts';

/** Result codes of SQLite that say the file itself is no good: SQLITE_CORRUPT and SQLITE_NOTADB. */
const DAMAGED = [11, 26];
const PRIMARY_CODE = 0xff;
/** What reading a JSON file throws that is cut off, or holds something else. */
const NOT_WHAT_WAS_WRITTEN = ['SyntaxError', 'ZodError'];

/** A file of the state folder could not be read or written; the message says what to do about it. */
export class StateFileError extends Error {
  override readonly name = 'StateFileError';

  /** `what` begins the sentence: "The journal of the executions". */
  constructor(what: string, path: string, cause: unknown) {
    super(`${what}, ${path}, ${adviceFor(cause)}.`);
  }
}

/** Lets work on one file fail with a StateFileError only. */
export type StateFileGuard = <T>(work: () => T) => T;

export function stateFileGuard(what: string, path: string): StateFileGuard {
  return (work) => {
    try {
      return work();
    } catch (cause) {
      throw new StateFileError(what, path, cause);
    }
  };
}

function adviceFor(cause: unknown): string {
  const why = cause instanceof Error ? (cause.message.split('\n', 1)[0] ?? '') : String(cause);
  if (isDamage(cause))
    return `is damaged (${why}). Clear the local state with npm run reset, or move this file away to keep the rest`;
  const remedy = saysDiskFull(cause) ? '. Make room on its disk, and it goes on by itself' : '';
  return `could not be used: ${why}${remedy}`;
}

function isDamage(cause: unknown): boolean {
  const { errcode, name } = Object(cause);
  if (typeof errcode === 'number' && DAMAGED.includes(errcode & PRIMARY_CODE)) return true;
  return NOT_WHAT_WAS_WRITTEN.includes(name);
}
