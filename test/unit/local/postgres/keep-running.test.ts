import { describe, expect, it } from '@jest/globals';
import { keepRunning } from '../../../../local/postgres/keep-running.ts';
import type { RunningPostgres } from '../../../../local/postgres/start-postgres.ts';
import { until } from '../support/until.ts';

interface FakeServer extends RunningPostgres {
  end(): void;
}

/** A server that ends when it is told to; `again` is what starts the next. */
function server(pid: number, again: () => Promise<RunningPostgres>): FakeServer {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  return { url: 'postgres://here', port: 1, pid, ended, again, end: resolve, stop: async () => resolve() };
}

const PAUSES = [1, 1, 1];

describe('a PostgreSQL that is kept running', () => {
  it('is tried again after a start that failed', async () => {
    const second = server(2, () => Promise.reject(new Error('It was stopped')));
    let tries = 0;
    const first = server(1, async () => {
      if (++tries < 3) throw new Error('It starts up');
      return second;
    });
    const lines: string[] = [];
    const kept = keepRunning(first, { log: (line) => lines.push(line), pauses: PAUSES });
    first.end();
    await until(() => kept.pid() === 2);
    await kept.stop();

    expect(lines).toEqual([
      'failed: PostgreSQL has ended unasked and is started again',
      'failed: It starts up',
      'failed: It starts up',
      'PostgreSQL runs again (process 2)',
    ]);
  });

  it('is given up when the tries are used up, also over several ends', async () => {
    const next = (pid: number): FakeServer =>
      server(pid, async () => {
        const started = next(pid + 1);
        started.end();
        return started;
      });
    const first = next(1);
    const lines: string[] = [];
    const kept = keepRunning(first, { log: (line) => lines.push(line), pauses: PAUSES });
    first.end();
    await until(() => lines.at(-1)?.includes('stays away'));

    expect(kept.pid()).toBe(1 + PAUSES.length);
    await kept.stop();
  });

  it('is not given up while its disk is full', async () => {
    const second = server(2, () => Promise.reject(new Error('It was stopped')));
    let tries = 0;
    const first = server(1, async () => {
      if (++tries <= PAUSES.length) throw new Error('could not write: No space left on device');
      return second;
    });
    const kept = keepRunning(first, { log: () => {}, pauses: PAUSES, pauseWhileFull: 1 });
    first.end();
    await until(() => kept.pid() === 2);
    await kept.stop();

    expect(tries).toBe(PAUSES.length + 1);
  });

  it('has all its tries again once it ran for a while', async () => {
    const ends = 2 * PAUSES.length;
    const next = (pid: number): FakeServer =>
      server(pid, async () => {
        const started = next(pid + 1);
        if (pid < ends) started.end();
        return started;
      });
    const first = next(1);
    const kept = keepRunning(first, { log: () => {}, pauses: PAUSES, stableAfter: 0 });
    first.end();
    await until(() => kept.pid() === ends + 1);
    await kept.stop();

    expect(kept.pid()).toBe(ends + 1);
  });

  it('is left alone once it is to stop, also between two tries', async () => {
    const { promise: tried, resolve } = Promise.withResolvers<void>();
    let tries = 0;
    const first = server(1, () => {
      tries += 1;
      resolve();
      return Promise.reject(new Error('No room'));
    });
    const kept = keepRunning(first, { log: () => {}, pauses: [1, 60_000] });
    first.end();
    await tried;
    await kept.stop();

    expect(tries).toBe(1);
  });
});
