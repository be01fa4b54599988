import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import standing from '../../inquery.config.json' with { type: 'json' };
import { refreshCatalogs } from '../../local/stack/refresh-catalogs.ts';
import { type Stack, startStack } from '../../local/stack.ts';
import type { QuestionView } from '../../shared/contracts/job.ts';
import { databaseDigest } from '../security/support/database-digest.ts';
import {
  HOSTILE_SOURCE,
  type HostileDatabase,
  makeHostileDatabase,
} from '../security/support/hostile-database.ts';
import { configure, orderSql, putSecrets } from '../security/support/operate.ts';
import { hostileStatements } from '../security/support/sql-safety.ts';
import { type SampleServer, startSampleServer } from '../unit/local/sample-database/sample-server.ts';
import { apiClient } from './support/client.ts';

const AT_ONCE = 6;
/** What the model writes when it is asked once more: no question may end well for want of hostile SQL. */
const FILLER = 'DELETE FROM analytics.customers';

describe('a model that only writes hostile SQL', () => {
  let dir: string;
  let server: SampleServer;
  let database: HostileDatabase;
  let stack: Stack;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'inquery-hostile-'));
    server = await startSampleServer();
    database = await makeHostileDatabase(server.url);
    stack = await startStack({ dir, port: 0, database: 'none', durable: false, log: () => {} });
    await configure(stack, {
      ...standing,
      defaultSource: 'analytics',
      sources: { analytics: HOSTILE_SOURCE },
    });
    await putSecrets(stack, database.secrets);
    await refreshCatalogs(stack);
  });

  afterAll(async () => {
    await stack?.stop();
    await server?.close();
    await rm(dir, { recursive: true, force: true });
  });

  it('has every question refused or failed, and changes nothing', async () => {
    const statements = hostileStatements().map(({ sql }) => sql);
    const before = await databaseDigest(database.adminUrl);
    for (const sql of statements) orderSql(stack, sql);
    for (let spare = 0; spare < 4 * statements.length; spare++) orderSql(stack, FILLER);

    const jobs = await askUntilTried(stack, statements.length);

    const after = await databaseDigest(database.adminUrl);
    const ended = jobs.filter(({ status }) => status !== 'REFUSED' && status !== 'FAILED');
    expect(ended.map(({ status, sql }) => [status, sql])).toEqual([]);
    const tried = new Set(jobs.flatMap(({ attempts }) => attempts.map(({ sql }) => sql)));
    expect(statements.filter((sql) => !tried.has(sql.trim().replace(/;\s*$/, '')))).toEqual([]);
    expect(after).toEqual(before);
  });
});

/** Asks, several questions at a time, until the model has given every one of so many replies. */
async function askUntilTried({ url, faults }: Stack, replies: number): Promise<QuestionView[]> {
  const api = apiClient(url);
  const spare = faults.remaining() - replies;
  const jobs: QuestionView[] = [];
  const ask = async () => {
    while (faults.remaining() > spare) jobs.push(await api.ask('How many customers are there?'));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  return jobs;
}
