import { Client } from 'pg';
import { type LoadProgress, loadSchemas } from './load-schemas.ts';
import { createReaderLogin, READER } from './reader-login.ts';
import { sqlFile } from './sql-file.ts';

const DATABASE = 'sample';
/** Public knowledge: for the local stack only, which listens on the loopback address. */
const READER_PASSWORD = 'inquery-local';

export interface SampleDatabaseOptions {
  /** Superuser URL of any database of the server. */
  readonly adminUrl: string;
  readonly scale: number;
  readonly onProgress?: (progress: LoadProgress) => void;
}

export interface SampleDatabase {
  /** Superuser URL of the database `sample`. */
  readonly adminUrl: string;
  /** URL of the read-only login. */
  readonly readerUrl: string;
  /** False when it was there already at this scale. */
  readonly loaded: boolean;
}

/**
 * Makes the database `sample` with both schemas and the login `inquery_reader` on a server of our own,
 * and takes from PUBLIC what that login must not have. Idempotent; quick when all is there.
 */
export async function loadSampleDatabase(options: SampleDatabaseOptions): Promise<SampleDatabase> {
  await withClient(options.adminUrl, makeDatabase);
  const adminUrl = urlOf(options.adminUrl, { pathname: `/${DATABASE}` });
  const loaded = await withClient(adminUrl, async (client) => {
    const isNew = await loadSchemas(client, options);
    await client.query(sqlFile('lock-down-database.sql'));
    const refused = await createReaderLogin(client, READER_PASSWORD);
    if (refused.length > 0) throw new Error(refused.join(' '));
    await client.query(`GRANT CONNECT ON DATABASE ${DATABASE} TO ${READER}`);
    return isNew;
  });
  const readerUrl = urlOf(adminUrl, { username: READER, password: READER_PASSWORD });
  return { adminUrl, readerUrl, loaded };
}

/** PUBLIC loses CONNECT and TEMPORARY everywhere on the server; logins get CONNECT where they need it. */
async function makeDatabase(client: Client): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_catalog.pg_database WHERE datname = $1', [
    DATABASE,
  ]);
  if (!rowCount) await client.query(`CREATE DATABASE ${DATABASE}`);
  for (const database of [DATABASE, 'postgres', 'template1']) {
    await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  }
}

function urlOf(url: string, parts: Partial<Pick<URL, 'pathname' | 'username' | 'password'>>): string {
  return Object.assign(new URL(url), parts).href;
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  // The statement that runs fails with it.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
