import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startPostgres } from '../../local/postgres/start-postgres.ts';
import { postgresStateFolders } from '../../local/postgres/state-folders.ts';
import { schemaScript } from './corpus.ts';

export type Outcome =
  | { readonly rows: number }
  | { readonly error: string; readonly code: string | undefined };

/** A real PostgreSQL with the sample schema, in which a role that may write runs what the guard lets pass. */
export interface AttackedDatabase {
  /** Rows of a query by the superuser. */
  query(sql: string, values?: unknown[]): Promise<readonly Record<string, unknown>[]>;
  /** Runs a statement as the owner of the tables; throws when it wrote anything or took an advisory lock. */
  attack(sql: string): Promise<Outcome>;
  /** A digest of all tables and of the functions of the schema. */
  digest(): Promise<string>;
  stop(): Promise<void>;
}

const STATEMENT_MS = 5_000;

export async function startAttackedDatabase(): Promise<AttackedDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'inquery-guard-'));
  const server = await startPostgres({ dataDir, port: 0, durable: false });
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query(schemaScript());
  await client.query('SET search_path = analytics, public');
  const query = async (sql: string, values?: unknown[]) => (await client.query(sql, values)).rows;
  return {
    query,
    attack: (sql) => attack(client, sql),
    digest: async () => JSON.stringify(await query(DIGEST)),
    stop: async () => {
      await client.end();
      await server.stop();
      for (const folder of new Set([...postgresStateFolders(dataDir), dataDir])) {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

async function attack(client: Client, sql: string): Promise<Outcome> {
  await client.query(`BEGIN; SET LOCAL ROLE app_owner; SET LOCAL statement_timeout = ${STATEMENT_MS}`);
  let outcome: Outcome;
  try {
    // pg's types lack queryMode, by which the server itself takes one statement only.
    const config = { text: sql, queryMode: 'extended' };
    const { rowCount } = await client.query(config);
    outcome = { rows: rowCount ?? 0 };
    await refuseTraces(client, sql);
  } catch (error) {
    if (error instanceof Wrote) throw error;
    outcome = { error: String(error), code: codeOf(error) };
  } finally {
    await client.query('ROLLBACK; SELECT pg_catalog.pg_advisory_unlock_all()');
  }
  return outcome;
}

class Wrote extends Error {}

async function refuseTraces(client: Client, sql: string): Promise<void> {
  const { rows } = await client.query(TRACES);
  if (rows[0]?.wrote || rows[0]?.locked) throw new Wrote(`An allowed statement wrote or locked: ${sql}`);
}

const codeOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;

const TRACES = `SELECT pg_catalog.pg_current_xact_id_if_assigned() IS NOT NULL AS wrote, EXISTS (
  SELECT FROM pg_catalog.pg_locks WHERE pid = pg_catalog.pg_backend_pid() AND locktype = 'advisory') AS locked`;

const DIGEST = `SELECT c.relname, (xpath('/row/d/text()', query_to_xml(format(
  'SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text)) AS d FROM %s t', c.oid::regclass), true, true, '')))[1]::text AS d
  FROM pg_class c WHERE relnamespace = 'analytics'::regnamespace AND relkind IN ('r', 'm')
  UNION ALL SELECT 'functions', md5(string_agg(proname || prosrc, ',' ORDER BY oid)) FROM pg_proc
  UNION ALL SELECT 'settings', md5(string_agg(name || setting, ',' ORDER BY name)) FROM pg_settings
    WHERE name NOT IN ('transaction_read_only', 'statement_timeout', 'role') ORDER BY 1`;
