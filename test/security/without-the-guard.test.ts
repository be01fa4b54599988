import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { migrationFor } from '../../commands/policies/migration-for.ts';
import { policyLogin } from '../../shared/authorisation/database-login.ts';
import { createEngines } from '../../shared/engines/postgres-engines.ts';
import type { QueryEngine } from '../../shared/engines/query-engine.ts';
import { parseConfiguration } from '../../shared/platform/configuration-store.ts';
import { findSource } from '../../shared/platform/find-source.ts';
import { validDocument } from '../support/valid-configuration.ts';
import { type SampleServer, startSampleServer } from '../unit/local/sample-database/sample-server.ts';
import { databaseDigest } from './support/database-digest.ts';
import { HOSTILE_SCHEMA, hostileStatements, readableTables } from './support/sql-safety.ts';

const SECURITY_PAGE = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');
const SECRET_NAME = 'inquery/analytics';
const LIMITS = { rows: 1_000, bytes: 5_000_000, statementMs: 2_000 };
const POLICY = { name: 'readers', roles: ['analyst'], tables: { allow: readableTables() } };

const configuration = parseConfiguration(
  JSON.stringify({
    ...validDocument(),
    sources: {
      analytics: {
        engine: 'postgres',
        secretName: SECRET_NAME,
        schemas: ['analytics'],
        tls: 'disable',
        policies: [POLICY],
      },
    },
  }),
);

/** Layer 1, the guard, is left out: statements go as they are to the engine, under a login of the migration. */
describe('hostile statements that no guard refused', () => {
  let server: SampleServer;
  let adminUrl: string;
  let bystander: Client;
  let engine: QueryEngine;

  beforeAll(async () => {
    server = await startSampleServer();
    await query(server.url, 'CREATE DATABASE hostile');
    adminUrl = Object.assign(new URL(server.url), { pathname: '/hostile' }).href;
    await query(adminUrl, HOSTILE_SCHEMA);
    await query(adminUrl, await migrationFor(configuration, 'analytics', adminUrl, []));
    const login = policyLogin('analytics', { secretName: SECRET_NAME }, POLICY, {});
    await query(adminUrl, `ALTER ROLE "${login.role}" PASSWORD 'hostile'`);
    const { hostname: host, port } = new URL(adminUrl);
    const secret = { host, port, dbname: 'hostile', username: login.role, password: 'hostile' };
    engine = await createEngines(async () => secret)(findSource(configuration, 'analytics'), login);
    bystander = new Client({ connectionString: adminUrl });
    await bystander.connect();
  }, 60_000);

  afterAll(async () => {
    await bystander?.end();
    await server?.close();
  });

  it('leave every table and catalogue as it was, every other session alive, and answer only as documented', async () => {
    const documented: string[] = SECURITY_PAGE.match(/pg-r-\d+/g) ?? [];
    const before = await databaseDigest(adminUrl);

    const ran = await runAll(engine);
    const after = await databaseDigest(adminUrl);

    expect(after).toEqual(before);
    await expect(bystander.query('SELECT 1')).resolves.toMatchObject({ rowCount: 1 });
    expect(ran.answered.filter((id) => !documented.includes(id))).toEqual([]);
    expect(ran.refused.length).toBeGreaterThan(150);
  }, 120_000);
});

/** The ids of statements that gave rows, or nothing, without an error, and of the others. */
async function runAll(engine: QueryEngine): Promise<{ answered: string[]; refused: string[] }> {
  const ran: { answered: string[]; refused: string[] } = { answered: [], refused: [] };
  const waiting = hostileStatements();
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { id, sql } = next;
      const isRefused = await engine.run(sql, LIMITS).then(
        () => false,
        () => true,
      );
      ran[isRefused ? 'refused' : 'answered'].push(id);
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  return ran;
}

async function query(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
