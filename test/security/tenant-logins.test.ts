import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createEngines } from '../../shared/engines/postgres-engines.ts';
import type { QueryEngine } from '../../shared/engines/query-engine.ts';
import { findSource } from '../../shared/platform/find-source.ts';
import { type SampleServer, startSampleServer } from '../unit/local/sample-database/sample-server.ts';
import { makeTenantDatabase, type TenantDatabase, tenantLogin } from './support/tenant-database.ts';
import { tenantConfiguration } from './support/tenant-policies.ts';

const LIMITS = { rows: 1_000, bytes: 1_000_000, statementMs: 5_000 };
const SOURCE = findSource(tenantConfiguration(), 'northwind');

/** What a tenant may see of a country other than its own: nothing. No guard stands before the engine here. */
describe('the login of a tenant, with no guard before it', () => {
  let server: SampleServer;
  let database: TenantDatabase;
  let engine: QueryEngine;

  beforeAll(async () => {
    server = await startSampleServer();
    database = await makeTenantDatabase(server.url);
    engine = await engineFor('Germany');
  });

  afterAll(() => server?.close());

  const engineFor = (country: string) =>
    createEngines(async (name) => database.secrets[name])(SOURCE, tenantLogin(country));

  const rows = async (sql: string) => (await engine.run(sql, LIMITS)).rows;

  it('sees its own customers, their orders and the lines of those, all of them', async () => {
    const [expected] = await server.ask<Record<string, string>>(
      database.adminUrl,
      `SELECT count(DISTINCT c.customer_id)::text AS a, count(DISTINCT o.order_id)::text AS b, count(*)::text AS c
       FROM northwind.customers c JOIN northwind.orders o USING (customer_id)
       JOIN northwind.order_details d USING (order_id) WHERE c.country = 'Germany'`,
    );

    const seen = await rows(
      `SELECT (SELECT count(*) FROM northwind.customers), (SELECT count(*) FROM northwind.orders),
        (SELECT count(*) FROM northwind.order_details)`,
    );

    expect(seen).toEqual([Object.values(expected ?? {})]);
  });

  it.each([
    ['a plain column', 'SELECT DISTINCT country FROM northwind.customers'],
    ['an aggregate', 'SELECT array_agg(DISTINCT country)::text[] FROM northwind.customers'],
    ['a condition that names the other', "SELECT country FROM northwind.customers WHERE country = 'France'"],
    [
      'a condition that is always true',
      "SELECT DISTINCT country FROM northwind.customers WHERE country = 'France' OR true",
    ],
    [
      'a join',
      'SELECT DISTINCT c.country FROM northwind.orders o JOIN northwind.customers c USING (customer_id)',
    ],
    [
      'an outer join',
      'SELECT DISTINCT c.country FROM northwind.orders o LEFT JOIN northwind.customers c USING (customer_id)',
    ],
    [
      'WITH',
      'WITH c AS (SELECT * FROM (SELECT country FROM northwind.customers) x) SELECT DISTINCT country FROM c',
    ],
    ['a view', 'SELECT DISTINCT country FROM northwind.customer_orders'],
    [
      'a setting changed first',
      "SELECT DISTINCT country FROM (SELECT set_config('row_security', 'off', true)) s, northwind.customers",
    ],
    [
      'another role taken first',
      "SELECT DISTINCT country FROM (SELECT set_config('role', 'inquery_reader', true)) s, northwind.customers",
    ],
    ['a function with its maker’s rights', 'SELECT * FROM northwind.all_names()'],
    ['a whole row', 'SELECT to_jsonb(c) FROM northwind.customers c'],
    ['every column', 'SELECT * FROM northwind.customers'],
    ['a column that is not shown', 'SELECT phone FROM northwind.customers'],
    ['a table that is not shown', 'SELECT * FROM northwind.suppliers'],
    ['a table that PUBLIC could read', 'SELECT last_name FROM northwind.employees'],
    ['another schema', 'SELECT * FROM nw_abbr.t_cust_mst'],
    [
      'the statistics',
      "SELECT most_common_vals::text FROM pg_stats WHERE tablename = 'customers' AND attname = 'country'",
    ],
    [
      'a query as text',
      "SELECT query_to_xml('SELECT country FROM northwind.customers', true, true, '')::text",
    ],
    ['a table as text', "SELECT table_to_xml('northwind.customers', true, true, '')::text"],
    [
      'a function that reads before the filter',
      "SELECT country FROM northwind.customers WHERE 1 / (CASE WHEN country = 'France' THEN 0 ELSE 1 END) = 1",
    ],
    ['COPY', 'COPY (SELECT country FROM northwind.customers) TO STDOUT'],
  ])('sees nothing of another tenant by %s', async (_, sql) => {
    const seen = await rows(sql).catch((error: Error) => [[`${error.name}: ${error.message}`]]);

    const text = JSON.stringify(seen);
    expect(text).not.toMatch(/France|Blondesddsl|La maison/);
    expect(
      seen
        .flat(2)
        .filter((cell) => typeof cell === 'string' && !/Germany|NotAuthorised|TypeMismatch/.test(cell)),
    ).toEqual([]);
  });

  it.each([
    'SET ROLE inquery_reader',
    'SET SESSION AUTHORIZATION inquery_reader',
    'SET SESSION AUTHORIZATION DEFAULT',
    'RESET ROLE',
    'SET row_security = off',
    'SET search_path = nw_abbr',
    'COMMIT',
    'BEGIN READ WRITE',
    'SET TRANSACTION READ WRITE',
  ])('is who it was for the next question after %s', async (sql) => {
    await rows(sql).catch(() => undefined);

    expect(
      await rows('SELECT DISTINCT country, current_user::text, session_user::text FROM customers'),
    ).toEqual([['Germany', tenantLogin('Germany').role, tenantLogin('Germany').role]]);
  });

  it('says in no error what a row of another tenant holds', async () => {
    const failed = rows('SELECT company_name::int FROM northwind.customers');

    await expect(failed).rejects.toMatchObject({
      name: 'TypeMismatch',
      message: 'invalid input syntax for type integer: "…"',
    });
  });

  it('leaves the other logins what they had', async () => {
    const [reader] = await server.ask<Record<string, string>>(
      database.readerUrl,
      'SELECT count(DISTINCT country)::int AS countries, count(*)::int AS customers FROM northwind.customers',
    );

    expect(reader).toEqual({ countries: 21, customers: 91 });
  });

  it('is refused when its secret is missing, and when the secret is that of a wider login', async () => {
    const wide = {
      ...Object.values(database.secrets)[0],
      username: 'inquery_reader',
      password: 'inquery-local',
    };

    await expect(engineFor('Spain')).rejects.toMatchObject({ name: 'NotAuthorised' });
    await expect(createEngines(async () => wide)(SOURCE, tenantLogin('Germany'))).rejects.toMatchObject({
      name: 'NotAuthorised',
    });
  });
});
