import { join } from 'node:path';
import { Client } from 'pg';
import { openSecretFile } from '../../local/secrets-manager/secret-file.ts';
import { STATE_DIR } from '../../local/state-dir.ts';
import { planLogins } from '../../shared/authorisation/migration/plan-logins.ts';
import { readDatabaseState } from '../../shared/authorisation/migration/postgres-database-state.ts';
import { writeMigration } from '../../shared/authorisation/migration/write-migration.ts';
import type { Configuration, SourceConfiguration } from '../../shared/contracts/configuration.ts';
import { DatabaseSecret } from '../../shared/engines/postgres-secret.ts';
import { findSource } from '../../shared/platform/find-source.ts';

/** The migration of one source for the database at `url`; the local stack's when there is none. */
export async function migrationFor(
  configuration: Configuration,
  name: string,
  url: string | undefined,
  combinations: readonly Readonly<Record<string, string>>[],
): Promise<string> {
  const source = findSource(configuration, name);
  const client = new Client(url === undefined ? await localLogin(source) : { connectionString: url });
  await client.connect();
  try {
    await client.query("BEGIN READ ONLY; SET LOCAL search_path = ''");
    const run = async (sql: string, parameters: readonly unknown[]) =>
      (await client.query(sql, [...parameters])).rows;
    const state = await readDatabaseState(run, source.schemas);
    const logins = planLogins(name, source, state, combinations);
    return writeMigration({ source: name, schemas: source.schemas, logins, state });
  } finally {
    await client.end();
  }
}

/** What the local stack keeps under the source's secret. */
async function localLogin({ secretName }: SourceConfiguration) {
  const secret = (await openSecretFile(join(STATE_DIR, 'secrets.json'))).find(secretName)?.value;
  if (secret === undefined) throw new Error('No local stack has run here: give the database with --url.');
  const { host, port, dbname, username, password } = DatabaseSecret.parse(JSON.parse(secret));
  return { host, port, database: dbname, user: username, password };
}
