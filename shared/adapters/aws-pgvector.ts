import pg from 'pg';
import type { OwnVerifiedQueries } from '../contracts/configuration.ts';
import { DatabaseSecret } from '../engines/postgres-secret.ts';
import { tlsOptions } from '../engines/postgres-tls.ts';
import { newSecretsManagerClient } from '../platform/aws-clients.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import { createSecretReader } from '../platform/secrets-manager-reader.ts';
import type { SqlClient } from '../retrieval/pgvector-client.ts';

/** A question can be answered without it, so nobody waits long. */
const TIMEOUT_MS = 2_000;

/** A connection to the database of somebody's own verified queries. */
export type PgvectorFor = (place: Pick<OwnVerifiedQueries, 'secretName' | 'tls'>) => Promise<SqlClient>;

/** Pools are kept per login, so that warm functions keep their connections; a rotated secret makes a new one. */
export function newPgvectorClients(): PgvectorFor {
  const readSecret = createSecretReader(newSecretsManagerClient());
  const pools = new Map<string, pg.Pool>();
  return async ({ secretName, tls }) => {
    const secret = DatabaseSecret.safeParse(await readSecret(secretName));
    if (!secret.success)
      throw new InqueryError('ConfigInvalid', `The secret ${secretName} has a wrong form.`);
    const key = JSON.stringify([secret.data, tls]);
    const pool = pools.get(key) ?? newPool(secret.data, tls);
    pools.set(key, pool);
    return pool;
  };
}

function newPool({ host, port, dbname, username, password }: DatabaseSecret, tls: OwnVerifiedQueries['tls']) {
  const pool = new pg.Pool({
    ...{ host, port, database: dbname, user: username, password, ssl: tlsOptions({ tls }) },
    max: 1,
    allowExitOnIdle: true,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
    application_name: 'inquery',
    options: '-c default_transaction_read_only=on',
  });
  // A server that goes away ends idle connections; the next query opens a new one.
  pool.on('error', () => undefined);
  return pool;
}
