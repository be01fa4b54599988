import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningPostgres, startPostgres } from '../../../local/postgres/start-postgres.ts';
import { postgresStateFolders } from '../../../local/postgres/state-folders.ts';
import { loadSampleDatabase } from '../../../local/sample-database/load-sample-database.ts';
import type { StackOptions } from '../../../local/stack/stack-options.ts';
import { type Stack, startStack } from '../../../local/stack.ts';
import { checkEvents } from './check-events.ts';
import { apiClient } from './client.ts';

export interface RunningStack {
  readonly stack: Stack;
  /** Its folder; the stack's own state is in `stack` under it. */
  readonly dir: string;
  readonly api: ReturnType<typeof apiClient>;
  /** The sample database, as the pipeline's own login sees it. */
  readonly readerUrl: string;
  /** The same database, as its superuser. */
  readonly adminUrl: string;
  /** A server of its own, so that tests can take it away and bring it back. */
  stopDatabase(): Promise<void>;
  startDatabase(): Promise<void>;
  /** Throws, once all is stopped, when an event was put on the bus that is not as its schema says. */
  stop(): Promise<void>;
}

/** The whole product on ports of its own, over a sample database of its own, catalogues built. */
export async function runStack(options: Pick<StackOptions, 'scheduleClock'> = {}): Promise<RunningStack> {
  const dir = await mkdtemp(join(tmpdir(), 'inquery-e2e-'));
  const dataDir = join(dir, 'database');
  let postgres: RunningPostgres = await startPostgres({ dataDir, port: 0, durable: false });
  const { readerUrl, adminUrl } = await loadSampleDatabase({ adminUrl: postgres.url, scale: 1 });
  const stack = await startStack({
    dir: join(dir, 'stack'),
    port: 0,
    database: { url: readerUrl },
    durable: false,
    ...options,
    log: () => {},
  });
  const assertEventsAsPublished = checkEvents(stack.buses);
  return {
    stack,
    dir,
    api: apiClient(stack.url),
    readerUrl,
    adminUrl,
    stopDatabase: () => postgres.stop(),
    startDatabase: async () => {
      postgres = await startPostgres({ dataDir, port: postgres.port, durable: false });
    },
    stop: async () => {
      await stack.stop();
      await postgres.stop();
      for (const folder of [...postgresStateFolders(dataDir), dir]) {
        await rm(folder, { recursive: true, force: true });
      }
      assertEventsAsPublished();
    },
  };
}
