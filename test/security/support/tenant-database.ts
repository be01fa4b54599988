import { Client } from 'pg';
import { migrationFor } from '../../../commands/policies/migration-for.ts';
import { loadSampleDatabase } from '../../../local/sample-database/load-sample-database.ts';
import { policyLogin } from '../../../shared/authorisation/database-login.ts';
import { tenantConfiguration } from './tenant-policies.ts';

const PASSWORD = 'tenant-password';

export interface TenantDatabase {
  /** Superuser URL of the sample database. */
  readonly adminUrl: string;
  readonly readerUrl: string;
  /** What the command wrote. */
  readonly migration: string;
  /** The secrets an operator would make after it, by name. */
  readonly secrets: Readonly<
    Record<string, { host: string; port: number; dbname: string; username: string; password: string }>
  >;
}

/** The secret of the tenant policy's login for a country. */
export function tenantLogin(country: string) {
  return policyLogin('northwind', { secretName: 'inquery/northwind' }, { name: 'tenant' }, { country });
}

/** The sample with a view, everything a careless operator leaves open to PUBLIC, and the migration applied. */
export async function makeTenantDatabase(serverUrl: string): Promise<TenantDatabase> {
  const { adminUrl, readerUrl } = await loadSampleDatabase({ adminUrl: serverUrl, scale: 1 });
  await run(
    adminUrl,
    `CREATE VIEW northwind.customer_orders AS
       SELECT c.company_name, c.country, o.order_id FROM northwind.customers c JOIN northwind.orders o USING (customer_id);
     GRANT SELECT ON northwind.customer_orders TO inquery_reader;
     GRANT SELECT ON northwind.employees TO PUBLIC;
     CREATE FUNCTION northwind.all_names() RETURNS SETOF text LANGUAGE sql SECURITY DEFINER
       AS 'SELECT company_name::text FROM northwind.customers';
     GRANT EXECUTE ON FUNCTION northwind.all_names() TO PUBLIC`,
  );
  const migration = await migrationFor(tenantConfiguration(), 'northwind', adminUrl, [{ country: 'Italy' }]);
  await run(adminUrl, migration);
  await run(adminUrl, migration);
  const { hostname, port, pathname } = new URL(adminUrl);
  const logins = ['Germany', 'France'].map(tenantLogin);
  for (const { role } of logins) await run(adminUrl, `ALTER ROLE "${role}" PASSWORD '${PASSWORD}'`);
  const secrets = logins.map(({ secretName, role }) => [
    secretName,
    { host: hostname, port: Number(port), dbname: pathname.slice(1), username: role, password: PASSWORD },
  ]);
  return { adminUrl, readerUrl, migration, secrets: Object.fromEntries(secrets) };
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
