import pg from 'pg';
import type { PgvectorServer } from '../contracts/pgvector-configuration.ts';
import { DatabaseSecret } from '../engines/postgres-secret.ts';
import { tlsOptions } from '../engines/postgres-tls.ts';
import { newSecretsManagerClient } from '../platform/aws-clients.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import { createSecretReader } from '../platform/secrets-manager-reader.ts';
import { inTransaction, type SqlDatabase } from '../retrieval/pgvector-client.ts';

/** What connections are for: a question can be answered without what is read, so nobody waits long for it. */
const USES = {
  reading: { timeoutMs: 2_000, options: '-c default_transaction_read_only=on' },
  building: { timeoutMs: 120_000, options: '' },
};

const CONNECT_MS = 2_000;

/** Opens databases with pgvector. */
export type PgvectorFor = (server: PgvectorServer) => Promise<SqlDatabase>;

/** Pools are kept per login, so that warm functions keep their connections; a rotated secret makes a new one. */
export function newPgvectorClients(use: keyof typeof USES = 'reading'): PgvectorFor {
  const readSecret = createSecretReader(newSecretsManagerClient());
  const kept = new Map<string, SqlDatabase>();
  return async ({ secretName, tls, tlsCa }) => {
    const secret = DatabaseSecret.safeParse(await readSecret(secretName));
    if (!secret.success)
      throw new InqueryError('ConfigInvalid', `The secret ${secretName} has a wrong form.`);
    const key = JSON.stringify([secret.data, tls, tlsCa]);
    const database = kept.get(key) ?? databaseOf(newPool(secret.data, { tls, tlsCa }, USES[use]));
    kept.set(key, database);
    return database;
  };
}

function newPool(
  { host, port, dbname, username, password }: DatabaseSecret,
  tls: Pick<PgvectorServer, 'tls' | 'tlsCa'>,
  { timeoutMs, options }: (typeof USES)['reading'],
): pg.Pool {
  const pool = new pg.Pool({
    ...{ host, port, database: dbname, user: username, password, ssl: tlsOptions(tls) },
    max: 1,
    allowExitOnIdle: true,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: timeoutMs,
    application_name: 'inquery',
    options,
  });
  // A server that goes away ends idle connections; the next query opens a new one.
  pool.on('error', () => undefined);
  return pool;
}

function databaseOf(pool: pg.Pool): SqlDatabase {
  return {
    query: (text, values) => pool.query(text, values),
    transaction: async (begin, work) => {
      const client = await pool.connect();
      let isSound = false;
      try {
        const result = await inTransaction(client, begin, work);
        isSound = true;
        return result;
      } finally {
        // One that failed may still be busy with what was given up.
        client.release(!isSound);
      }
    },
  };
}
