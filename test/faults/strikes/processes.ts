import { setTimeout as delay } from 'node:timers/promises';
import { between, type Strike, type Toll } from './strike.ts';

/** One task of each process that runs functions: of all that are asked directly, and of those that queues feed. */
const SHARED = 'generate-sql';
const FED_BY_QUEUES = ['finalise-job', 'export-query'];

const killHostOf = (kind: string, tasks: readonly string[], latestMs: number, toll: Toll): Strike => ({
  ...toll,
  kind,
  strike: async ({ stack }, random) => {
    const task = random.pick(tasks);
    await delay(between(random, 0, latestMs));
    const pid = await stack.order({ do: 'tell-pid', task });
    if (typeof pid !== 'number') return `${task} had no process`;
    process.kill(pid, 'SIGKILL');
    return task;
  },
});

/** SIGKILL, and PostgreSQL taken away. */
export const PROCESS_STRIKES: readonly Strike[] = [
  {
    kind: 'the whole stack killed',
    mayFailWith: [],
    mayLoseReplies: true,
    strike: async ({ stack }, random) => {
      await delay(between(random, 0, 600));
      await stack.kill();
      const pause = between(random, 0, 500);
      await delay(pause);
      await stack.start();
      return `away ${pause} ms and a start`;
    },
  },
  killHostOf('the function host killed', [SHARED], 500, { mayFailWith: [], mayLoseReplies: true }),
  killHostOf('a queue-fed worker killed', FED_BY_QUEUES, 1_500, { mayFailWith: [] }),
  {
    kind: 'PostgreSQL stopped',
    mayFailWith: ['DatabaseUnavailable', 'EngineBusy'],
    strike: async ({ stopDatabase, startDatabase }, random) => {
      await stopDatabase();
      const pause = between(random, 100, 2_500);
      await delay(pause);
      await startDatabase();
      return `away ${pause} ms`;
    },
  },
];
