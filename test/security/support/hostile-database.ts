import { Client } from 'pg';
import { migrationFor } from '../../../commands/policies/migration-for.ts';
import { policyLogin } from '../../../shared/authorisation/database-login.ts';
import { parseConfiguration } from '../../../shared/platform/configuration-store.ts';
import { validDocument } from '../../support/valid-configuration.ts';
import { HOSTILE_SCHEMA, readableTables } from './sql-safety.ts';

const PASSWORD = 'hostile-password';
const POLICY = { name: 'readers', roles: ['admin'], tables: { allow: readableTables() } };

/** The source that the hostile statements are about. */
export const HOSTILE_SOURCE = {
  engine: 'postgres',
  secretName: 'inquery/analytics',
  schemas: ['analytics'],
  tls: 'disable',
  limits: { statementSeconds: 2 },
  policies: [POLICY],
};

export interface HostileDatabase {
  readonly adminUrl: string;
  /** The login of the policy, by the name of its secret, and that of the source, which may read what it may. */
  readonly secrets: Readonly<Record<string, object>>;
  readonly login: { readonly secretName: string; readonly role: string };
}

/** A database with the schema the hostile statements speak about, and the logins of a migration. */
export async function makeHostileDatabase(serverUrl: string): Promise<HostileDatabase> {
  await run(serverUrl, 'CREATE DATABASE hostile');
  const adminUrl = Object.assign(new URL(serverUrl), { pathname: '/hostile' }).href;
  await run(adminUrl, HOSTILE_SCHEMA);
  const document = { ...validDocument(), sources: { analytics: HOSTILE_SOURCE } };
  const configuration = parseConfiguration(JSON.stringify(document));
  await run(adminUrl, await migrationFor(configuration, 'analytics', adminUrl, []));
  const login = policyLogin('analytics', HOSTILE_SOURCE, POLICY, {});
  await run(adminUrl, `ALTER ROLE "${login.role}" PASSWORD '${PASSWORD}'`);
  const { hostname: host, port } = new URL(adminUrl);
  const secret = { host, port: Number(port), dbname: 'hostile', username: login.role, password: PASSWORD };
  return { adminUrl, login, secrets: { [HOSTILE_SOURCE.secretName]: secret, [login.secretName]: secret } };
}

async function run(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
