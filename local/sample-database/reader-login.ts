import type { ClientBase } from 'pg';
import { sqlFile } from './sql-file.ts';

export const READER = 'inquery_reader';

/**
 * Makes the login that reads both schemas and nothing else, or brings an existing one up to date, in one
 * transaction. Returns what the server did not permit, as sentences for the person who asked.
 */
export async function createReaderLogin(client: ClientBase, password: string): Promise<string[]> {
  await client.query('BEGIN');
  try {
    await client.query(await roleStatement(client, password));
    await client.query(sqlFile('reader-role.sql'));
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    if (!isNotPermitted(error)) throw error;
    return [`This account may not create the login ${READER} (${error.message}): it was left out.`];
  }
  return limitTemporaryFiles(client);
}

async function roleStatement(client: ClientBase, password: string): Promise<string> {
  const { rowCount } = await client.query('SELECT FROM pg_catalog.pg_roles WHERE rolname = $1', [READER]);
  const verb = rowCount ? 'ALTER' : 'CREATE';
  const attributes = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION';
  return `${verb} ROLE ${READER} ${attributes} PASSWORD ${client.escapeLiteral(password)}`;
}

async function limitTemporaryFiles(client: ClientBase): Promise<string[]> {
  try {
    await client.query(sqlFile('reader-role-temp-files.sql'));
    return [];
  } catch (error) {
    if (!isNotPermitted(error)) throw error;
    return [`Only a superuser may set temp_file_limit for ${READER}: set it on the server instead.`];
  }
}

function isNotPermitted(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === '42501';
}
