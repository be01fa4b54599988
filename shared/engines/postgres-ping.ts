import pg from 'pg';
import { connectionTo } from './postgres-connection.ts';
import { postgresError } from './postgres-errors.ts';
import type { DatabaseSecret } from './postgres-secret.ts';
import type { TlsChoice } from './postgres-tls.ts';

/**
 * Resolves when the login gets in and the server answers a trivial statement. Over a connection of its own, closed
 * after: one that was open before would not show that another can be opened. Opening and statement may each take
 * `withinMs`. Throws the contract's errors (DatabaseUnavailable, ConfigInvalid …).
 */
export async function pingPostgres(
  secret: DatabaseSecret,
  source: TlsChoice,
  withinMs: number,
): Promise<void> {
  const client = new pg.Client({
    ...connectionTo(secret, source),
    connectionTimeoutMillis: withinMs,
    query_timeout: withinMs,
  });
  // Without a listener, a connection lost between the two steps would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    // Waited for: a function that was frozen before would go on holding the connection.
    await client.end();
  } catch (error) {
    // Not waited for: a server that hangs may never say goodbye.
    client.end().catch(() => undefined);
    throw postgresError(error);
  }
}
