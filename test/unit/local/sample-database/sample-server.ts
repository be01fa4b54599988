import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type QueryResultRow } from 'pg';
import { startPostgres } from '../../../../local/postgres/start-postgres.ts';
import { postgresStateFolders } from '../../../../local/postgres/state-folders.ts';

export interface SampleServer {
  readonly url: string;
  /** The rows of a statement run through any URL of the server. */
  ask<R extends QueryResultRow>(url: string, sql: string): Promise<R[]>;
  close(): Promise<void>;
}

/** A PostgreSQL of its own for one test file. */
export async function startSampleServer(): Promise<SampleServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'inquery-sample-test-'));
  const postgres = await startPostgres({ dataDir, port: 0, durable: false });
  return {
    url: postgres.url,
    ask: async (url, sql) => {
      const client = new Client({ connectionString: url });
      await client.connect();
      try {
        return (await client.query(sql)).rows;
      } finally {
        await client.end();
      }
    },
    close: async () => {
      await postgres.stop();
      for (const folder of postgresStateFolders(dataDir)) rmSync(folder, { recursive: true });
    },
  };
}
