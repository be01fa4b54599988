import type pg from 'pg';
import { InqueryError } from '../platform/inquery-error.ts';
import { postgresError } from './postgres-errors.ts';

/** The client's own limit lies above the server's, so that the server's clearer error comes first. */
const CLIENT_GRACE_MS = 2_000;

/**
 * Read-only, with a query run before the model's (after which the transaction cannot be made writable), and always
 * rolled back. A connection that met any error, or that the work abandoned, is thrown away.
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  statementMs: number,
  work: (client: pg.PoolClient, abandon: () => void) => Promise<T>,
): Promise<T> {
  const client = await connect(pool);
  let reusable = false;
  let abandoned = false;
  const abandon = () => {
    abandoned = true;
  };
  try {
    await client.query(
      `BEGIN READ ONLY; SET LOCAL statement_timeout = ${Math.ceil(statementMs)}; ` +
        "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'; SELECT 1",
    );
    const result = await withDeadline(work(client, abandon), statementMs + CLIENT_GRACE_MS);
    if (!abandoned) {
      await client.query('ROLLBACK');
      reusable = true;
    }
    return result;
  } catch (error) {
    throw postgresError(error);
  } finally {
    client.release(!reusable);
  }
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

async function withDeadline<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    const message = 'The query ran longer than this source allows.';
    timer = setTimeout(() => reject(new InqueryError('StatementTimeout', message)), ms);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
