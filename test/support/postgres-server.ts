import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type RunningPostgres, startPostgres } from '../../local/postgres/start-postgres.ts';
import { postgresStateFolders } from '../../local/postgres/state-folders.ts';
import type { DatabaseSecret } from '../../shared/engines/postgres-secret.ts';

export interface TestPostgres {
  /** Runs SQL as the superuser. */
  admin(sql: string): Promise<pg.QueryResult>;
  /** How a login that was made by `admin` gets in. */
  secretOf(username: string, password: string): DatabaseSecret;
  /** Stops the server; `restart` brings it back at the same address with what it held. */
  halt(): Promise<void>;
  restart(): Promise<void>;
  /** Stops the server and removes what it held. */
  dispose(): Promise<void>;
}

/** A real PostgreSQL on a free port, with nothing in it. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), 'inquery-database-test-'));
  const start = (port: number) => startPostgres({ dataDir, port, durable: false });
  let server: RunningPostgres = await start(0);
  const { port } = server;
  return {
    admin: async (sql) => {
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      try {
        return await client.query(sql);
      } finally {
        await client.end();
      }
    },
    secretOf: (username, password) => ({ host: '127.0.0.1', port, dbname: 'postgres', username, password }),
    halt: () => server.stop(),
    restart: async () => {
      server = await start(port);
    },
    dispose: async () => {
      await server.stop();
      for (const folder of postgresStateFolders(dataDir)) rmSync(folder, { recursive: true });
    },
  };
}
