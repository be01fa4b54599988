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
  const { errcode, name, message: why = String(cause) } = Object(cause);
  if (typeof errcode === 'number' && DAMAGED.includes(errcode & PRIMARY_CODE)) return damaged(why);
  // Its message may quote what the file holds.
  if (NOT_WHAT_WAS_WRITTEN.includes(name)) return damaged('it is not what was written');
  const remedy = saysDiskFull(cause) ? '. Make room on its disk, and it goes on by itself' : '';
  return `could not be used: ${why}${remedy}`;
}

const damaged = (why: string) =>
  `is damaged (${why}). Clear the local state with npm run reset, or, to keep the rest, move away this file and those beside it that begin with its name`;
