import type pg from 'pg';
import { InqueryError } from '../platform/inquery-error.ts';
import { cancelQuery, type ServerAddress } from './postgres-cancel.ts';
import { postgresError } from './postgres-errors.ts';

/** The client's own limit lies above the server's, so that the server's clearer error comes first. */
const CLIENT_GRACE_MS = 2_000;
const LOCK_SECONDS = 5;

/** Where statements run, and what an unqualified name may stand for there. */
export interface Session {
  readonly pool: pg.Pool;
  readonly server: ServerAddress;
  readonly schemas: readonly string[];
}

interface Statement {
  readonly sql: string;
  readonly statementMs: number;
}

/**
 * Read-only, with a query run before the model's (after which the transaction cannot be made writable), and always
 * rolled back. What outlives a transaction (advisory locks, prepared statements) is discarded before the connection
 * is used again; one that met any error, or that the work abandoned, is thrown away, its query cancelled.
 */
export async function inTransaction<T>(
  { pool, server, schemas }: Session,
  { sql, statementMs }: Statement,
  work: (client: pg.PoolClient, abandon: () => void) => Promise<T>,
): Promise<T> {
  const client = await connect(pool);
  let reusable = false;
  let abandoned = false;
  const abandon = () => {
    abandoned = true;
  };
  try {
    await client.query(beginning(client, schemas, statementMs));
    const result = await withDeadline(work(client, abandon), statementMs + CLIENT_GRACE_MS, abandon);
    if (!abandoned) {
      await client.query('ROLLBACK');
      await client.query('DISCARD ALL');
      reusable = true;
    }
    return result;
  } catch (error) {
    throw postgresError(error, sql);
  } finally {
    if (abandoned) await cancelQuery(client, server);
    client.release(!reusable);
  }
}

function beginning(client: pg.PoolClient, schemas: readonly string[], statementMs: number): string {
  return [
    'BEGIN READ ONLY',
    `SET LOCAL statement_timeout = ${Math.ceil(statementMs)}`,
    `SET LOCAL lock_timeout = '${LOCK_SECONDS}s'`,
    // The guard knows an unqualified name by these schemas; the server must take it for the same table.
    `SET LOCAL search_path = ${['pg_catalog', ...schemas].map((name) => client.escapeIdentifier(name)).join(', ')}`,
    "SET LOCAL timezone = 'UTC'",
    "SET LOCAL datestyle = 'ISO'",
    'SELECT 1',
  ].join('; ');
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    const client = await pool.connect();
    // Without a listener, a connection lost between two queries would end the process.
    if (client.listenerCount('error') === 0) client.on('error', () => undefined);
    return client;
  } catch (error) {
    throw postgresError(error);
  }
}

async function withDeadline<T>(work: Promise<T>, ms: number, onLate: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    const message = 'The query ran longer than this source allows.';
    timer = setTimeout(() => {
      onLate();
      reject(new InqueryError('StatementTimeout', message));
    }, ms);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
