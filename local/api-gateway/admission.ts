/** Lets calls in, so many at once as are answered in time. */
export interface Admission {
  /** How to say that the call is over; undefined when it is not let in. */
  enter(): (() => void) | undefined;
}

const FEWEST = 16;
const FIRST = 160;
const MOST = 512;
/** A call that takes longer is one too many: clients may wait for 25 s, and the gateway gives up at 29. */
const IN_TIME_MS = 27_000;
/** What is left of the limit after a call that was not answered in time. */
const LESS = 0.9;
/** Calls of functions that wait for their turn: what two cores work off in about a minute. */
const MOST_WAITING = 1_000;

export interface AdmissionOptions {
  /** How much accepted work waits. */
  readonly waiting?: (() => number) | undefined;
  readonly now?: () => number;
}

/**
 * A limit on the calls under way that finds itself, whatever the machine: it grows while they are answered in time and
 * falls while they are not. Beyond it, and while too much waits of what was accepted before, a caller hears 429 at
 * once, instead of waiting for what never comes.
 */
export function createAdmission({
  waiting = () => 0,
  now = () => performance.now(),
}: AdmissionOptions = {}): Admission {
  let limit = FIRST;
  let underWay = 0;
  return {
    enter: () => {
      if (underWay >= Math.floor(limit) || waiting() >= MOST_WAITING) return undefined;
      underWay += 1;
      const startedAt = now();
      return () => {
        const isInTime = now() - startedAt <= IN_TIME_MS;
        // Only a limit that is reached says anything of what could be more.
        if (isInTime && underWay >= limit / 2) limit = Math.min(MOST, limit + 1 / limit + 0.1);
        if (!isInTime) limit = Math.max(FEWEST, limit * LESS);
        underWay -= 1;
      };
    },
  };
}
