import { setTimeout as delay } from 'node:timers/promises';
import { saysDiskFull } from '../disk-full.ts';
import { describeError } from '../stack/describe-error.ts';
import type { RunningPostgres } from './start-postgres.ts';

/** Two minutes and a half in all. */
const PAUSES_MS = [200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 50_000, 50_000];
const WHILE_FULL_MS = 5_000;
const STABLE_MS = 60_000;

/** A server that is started again when it ends unasked, on the same port and data. */
export interface KeptPostgres {
  readonly url: string;
  /** The process that runs now, or did last. */
  pid(): number;
  /** Ends it for good; leaves no process behind. Safe to call twice. */
  stop(): Promise<void>;
}

export interface KeepRunningOptions {
  /** Gets lines worth telling the person who started it. */
  readonly log: (line: string) => void;
  /** Before each try, in milliseconds; as many tries as there are. */
  readonly pauses?: readonly number[];
  /** Before a try that follows one that met a full disk, in milliseconds. */
  readonly pauseWhileFull?: number;
  /** A server that ran for so long, in milliseconds, has not ended for the reason it ended before. */
  readonly stableAfter?: number;
}

export function keepRunning(first: RunningPostgres, options: KeepRunningOptions): KeptPostgres {
  const { log, stableAfter = STABLE_MS, pauses = PAUSES_MS } = options;
  const stopping = new AbortController();
  let server = first;
  const watch = async () => {
    for (let tries = 0; !stopping.signal.aborted; ) {
      const since = performance.now();
      await Promise.race([server.ended, aborted(stopping.signal)]);
      if (stopping.signal.aborted) return;
      log('failed: PostgreSQL has ended unasked and is started again');
      if (performance.now() - since >= stableAfter) tries = 0;
      const next = await startAgain(server, { ...options, pauses: pauses.slice(tries) }, stopping.signal);
      if (!next) return;
      tries += next.used;
      server = next.started;
      log(`PostgreSQL runs again (process ${server.pid})`);
    }
  };
  const watching = watch();
  return {
    url: first.url,
    pid: () => server.pid,
    stop: async () => {
      stopping.abort();
      await watching;
      await server.stop();
    },
  };
}

/** Undefined when the tries are used up or it shall stop. Tries that meet a full disk do not count. */
async function startAgain(
  server: RunningPostgres,
  { log, pauses = PAUSES_MS, pauseWhileFull = WHILE_FULL_MS }: KeepRunningOptions,
  signal: AbortSignal,
): Promise<{ readonly started: RunningPostgres; readonly used: number } | undefined> {
  let wait = pauses[0];
  for (let used = 0; wait !== undefined; ) {
    await delay(wait, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return undefined;
    try {
      return { started: await server.again(), used: used + 1 };
    } catch (error) {
      log(`failed: ${describeError(error)}`);
      if (!saysDiskFull(error)) used += 1;
      wait = saysDiskFull(error) ? pauseWhileFull : pauses[used];
    }
  }
  log('failed: PostgreSQL stays away. Stop the stack and start it again: the data is kept');
  return undefined;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
