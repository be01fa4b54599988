import { readFileSync } from 'node:fs';

const STATE = 0;
const START_TIME = 19;
/** A zombie has ended and only waits for its parent to ask; a dead one is about to go. */
const ENDED = ['Z', 'X', 'x'];

/**
 * When a living process started, in the kernel's ticks, which tells it from a later one with the same id. Undefined
 * when it has ended, and on systems without /proc.
 */
export function processStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The fields count from after the command name, which may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return ENDED.includes(fields[STATE] ?? '') ? undefined : fields[START_TIME];
  } catch {
    return undefined;
  }
}
