import { statfsSync } from 'node:fs';

/** As the system, SQLite and PostgreSQL word it. */
const FULL = /ENOSPC|EDQUOT|no space left on device|disk quota exceeded|database or disk is full/i;
/** With less than this, whatever else a program says about its files comes of it. */
const NEXT_TO_NOTHING = 256 * 1024;
const MIB = 1024 * 1024;

/** The state folder's disk has no room for what a start has to write. */
class DiskIsFull extends Error {
  constructor(dir: string, free: number | undefined, cause: unknown) {
    const left = free === undefined ? '' : ` (${(free / MIB).toFixed(1)} MiB free)`;
    super(
      `The disk of ${dir} is full${left}. Make room on it (a new state folder takes some 70 MiB), or keep the state elsewhere with INQUERY_DIR`,
      { cause },
    );
    this.name = 'DiskIsFull';
  }
}

/** Whether an error, or what caused it, says that a disk is full or a quota used up. */
export function saysDiskFull(error: unknown): boolean {
  const { message = String(error), cause } = Object(error);
  return FULL.test(message) || (cause !== undefined && saysDiskFull(cause));
}

/** The same error or, where it comes of a full disk, one that says which folder's it is and what to do. */
export function namingFullDisk(dir: string, error: unknown): unknown {
  const free = freeBytes(dir);
  const isFull = saysDiskFull(error) || (free !== undefined && free < NEXT_TO_NOTHING);
  return isFull ? new DiskIsFull(dir, free, error) : error;
}

/** What this account may still write there; undefined when nobody can tell. */
function freeBytes(dir: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(dir);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}
