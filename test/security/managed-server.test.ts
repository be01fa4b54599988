import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { migrationFor } from '../../commands/policies/migration-for.ts';
import { loadSchemas } from '../../local/sample-database/load-schemas.ts';
import { type SampleServer, startSampleServer } from '../unit/local/sample-database/sample-server.ts';
import { tenantLogin } from './support/tenant-database.ts';
import { TENANT_POLICY, tenantConfiguration, tenantDocument } from './support/tenant-policies.ts';

/** As on Amazon RDS: the account that makes everything owns the database and makes roles, but is no superuser. */
describe('the migration on a managed server', () => {
  let server: SampleServer;
  let master: Client;

  beforeAll(async () => {
    server = await startSampleServer();
    await server.ask(server.url, "CREATE ROLE master LOGIN PASSWORD 'master' CREATEROLE CREATEDB");
    await server.ask(server.url, 'CREATE DATABASE managed OWNER master');
    const url = Object.assign(new URL(server.url), {
      username: 'master',
      password: 'master',
      pathname: '/managed',
    });
    master = new Client({ connectionString: url.href });
    await master.connect();
    await loadSchemas(master, { scale: 1 });
    await master.query(
      'CREATE VIEW northwind.customer_orders AS SELECT country, order_id FROM northwind.customers JOIN northwind.orders USING (customer_id)',
    );
    await master.query(await migrationFor(tenantConfiguration(), 'northwind', url.href, []));
  });

  afterAll(async () => {
    await master?.end();
    await server?.close();
  });

  const asGermany = async (sql: string) => {
    const { role } = tenantLogin('Germany');
    await master.query(`ALTER ROLE "${role}" PASSWORD 'tenant'`);
    const { hostname, port } = new URL(server.url);
    return server.ask<Record<string, unknown>>(`postgres://${role}:tenant@${hostname}:${port}/managed`, sql);
  };

  it('makes logins that see their own rows and columns only', async () => {
    expect(await asGermany('SELECT DISTINCT country FROM northwind.customer_orders')).toEqual([
      { country: 'Germany' },
    ]);
    await expect(asGermany('SELECT phone FROM northwind.customers')).rejects.toThrow('permission denied');
  });

  it('leaves the server’s own functions as they are, which it does not own', async () => {
    await expect(asGermany('SELECT pg_sleep(0)')).resolves.toHaveLength(1);
  });

  it('leaves the owner all rows', async () => {
    const { rows } = await master.query('SELECT count(*)::int AS n FROM northwind.customers');

    expect(rows).toEqual([{ n: 91 }]);
  });

  it.each([
    ['CREATEDB', 'ALTER ROLE $ CREATEDB', 'ALTER ROLE $ NOCREATEDB'],
    ['a membership', 'GRANT pg_read_all_data TO $', 'REVOKE pg_read_all_data FROM $'],
  ])('refuses a login that was given %s since', async (_, give, take) => {
    const role = `"${tenantLogin('France').role}"`;
    const url = Object.assign(new URL(server.url), { pathname: '/managed' }).href;
    await server.ask(url, give.replace('$', role));
    const migration = await migrationFor(tenantConfiguration(), 'northwind', url, []);

    await expect(server.ask(url, migration)).rejects.toThrow('attributes or memberships it must not have');

    await server.ask(url, take.replace('$', role));
  });

  it.each([
    [
      'a table that is not there',
      { tables: { allow: [...TENANT_POLICY.tables.allow, 'northwind.custmers'] } },
      'there is no table northwind.custmers',
    ],
    [
      'a filter by a column that is not there',
      { rowFilters: [{ table: 'northwind.customers', column: 'land', attribute: 'country' }] },
      'northwind.customers has no column land',
    ],
    [
      'a filter of a view',
      { rowFilters: [{ table: 'northwind.customer_orders', column: 'country', attribute: 'country' }] },
      'is a view: filter the tables it reads',
    ],
  ])('is not written for %s', async (_, change, message) => {
    const configuration = tenantConfiguration({ ...TENANT_POLICY, ...change });
    const url = Object.assign(new URL(server.url), { pathname: '/managed' }).href;

    await expect(migrationFor(configuration, 'northwind', url, [])).rejects.toThrow(message);
  });

  it('is what the command writes, for the combinations it is told of too', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'inquery-policies-'));
    const [config, out] = [join(folder, 'config.json'), join(folder, 'logins.sql')];
    await writeFile(config, JSON.stringify(tenantDocument()));
    const url = Object.assign(new URL(server.url), { pathname: '/managed' }).href;

    const words = [
      '--source',
      'northwind',
      '--config',
      config,
      '--url',
      url,
      '--for',
      'country=Italy',
      '--out',
      out,
    ];
    const { status, stderr } = spawnSync(process.execPath, ['commands/policies.ts', ...words], {
      encoding: 'utf8',
    });

    const roles = ['Germany', 'France', 'Italy'].map((country) => tenantLogin(country).role);
    const written = await readFile(out, 'utf8');
    await rm(folder, { recursive: true });
    expect({ status, stderr }).toEqual({ status: 0, stderr: `Wrote ${out}.\n` });
    expect(roles.filter((role) => !written.includes(`CREATE ROLE "${role}" LOGIN NOINHERIT;`))).toEqual([]);
    expect(written).not.toMatch(/password '|current_setting|current_user/i);
  });

  it.each([
    ['no source', [], '--source names the source'],
    ['an unknown source', ['--source', 'shop'], 'There is no source "shop"'],
    [
      'a combination that is none',
      ['--source', 'northwind', '--for', 'country'],
      '--for takes name=value pairs',
    ],
  ])('is not written for %s', (_, words, message) => {
    const { status, stderr } = spawnSync(process.execPath, ['commands/policies.ts', ...words], {
      encoding: 'utf8',
    });

    expect([status, stderr]).toEqual([1, expect.stringContaining(message)]);
  });
});
