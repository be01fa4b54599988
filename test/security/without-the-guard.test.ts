import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { createEngines } from '../../shared/engines/postgres-engines.ts';
import type { QueryEngine } from '../../shared/engines/query-engine.ts';
import { type SampleServer, startSampleServer } from '../unit/local/sample-database/sample-server.ts';
import { databaseDigest } from './support/database-digest.ts';
import { makeHostileDatabase } from './support/hostile-database.ts';
import { hostileStatements } from './support/sql-safety.ts';

const SECURITY_PAGE = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');
const LIMITS = { rows: 1_000, bytes: 5_000_000, statementMs: 2_000 };

/** Layer 1, the guard, is left out: statements go as they are to the engine, under a login of the migration. */
describe('hostile statements that no guard refused', () => {
  let server: SampleServer;
  let adminUrl: string;
  let bystander: Client;
  let engine: QueryEngine;

  beforeAll(async () => {
    server = await startSampleServer();
    const { adminUrl: url, login, secrets } = await makeHostileDatabase(server.url);
    adminUrl = url;
    const source = { tls: 'disable' as const, schemas: ['analytics'] };
    engine = await createEngines(async (name) => secrets[name])(source, login);
    bystander = new Client({ connectionString: adminUrl });
    await bystander.connect();
  });

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
  });
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
