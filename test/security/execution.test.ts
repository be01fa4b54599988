import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadSampleDatabase } from '../../local/sample-database/load-sample-database.ts';
import { createEngines } from '../../shared/engines/postgres-engines.ts';
import type { QueryEngine } from '../../shared/engines/query-engine.ts';
import { type SampleServer, startSampleServer } from '../unit/local/sample-database/sample-server.ts';

const LIMITS = { rows: 10, bytes: 100_000, statementMs: 30_000 };

describe('how model-written SQL runs', () => {
  let server: SampleServer;
  let adminUrl: string;
  let engine: QueryEngine;

  beforeAll(async () => {
    server = await startSampleServer();
    const sample = await loadSampleDatabase({ adminUrl: server.url, scale: 1 });
    adminUrl = sample.adminUrl;
    const { hostname: host, port, pathname, username, password } = new URL(sample.readerUrl);
    const secret = { host, port, dbname: pathname.slice(1), username, password };
    const source = { tls: 'disable' as const, schemas: ['northwind'] };
    engine = await createEngines(async () => secret)(source, { secretName: 'inquery/northwind' });
  });

  afterAll(() => server?.close());

  const run = (sql: string, limits = LIMITS) => engine.run(sql, limits);
  /** What still runs once the server has had a moment to notice. */
  const busy = async () => {
    for (let asked = 0; asked < 50 && (await active()).length > 0; asked++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return active();
  };
  const active = () =>
    server.ask<{ query: string }>(
      adminUrl,
      `SELECT query FROM pg_stat_activity WHERE usename = 'inquery_reader' AND state = 'active'`,
    );

  it('takes no second statement', async () => {
    await expect(run('SELECT 1; SELECT 2')).rejects.toMatchObject({ name: 'SqlSyntaxError' });
  });

  it.each(['SET TRANSACTION READ WRITE', 'SET LOCAL transaction_read_only = off'])(
    'cannot be made writable by %s',
    async (sql) => {
      await expect(run(sql)).rejects.toMatchObject({
        name: 'UnsafeSql',
        message: expect.stringContaining('must be set before any query'),
      });
    },
  );

  it('cuts the rows at the cap and says so', async () => {
    const { rows, truncated } = await run('SELECT order_id FROM orders ORDER BY 1');

    expect([rows.length, truncated]).toEqual([10, true]);
  });

  it('ends a query on the server as soon as the cap is met', async () => {
    // The first rows fill a packet at once; what comes after them would count for minutes and send nothing.
    const { truncated } = await run(
      `SELECT repeat('x', 9000) FROM generate_series(1, 20) UNION ALL
       SELECT count(*)::text FROM generate_series(1, 20000) a, generate_series(1, 200000) b`,
    );

    expect([truncated, await busy()]).toEqual([true, []]);
  });

  it('gives up on a row that is larger than the cap long before all of it has come', async () => {
    await expect(run("SELECT repeat('x', 50000000)")).rejects.toMatchObject({ name: 'TooExpensive' });

    expect(await busy()).toEqual([]);
  });

  it('counts what COPY sends too', async () => {
    const sql = "COPY (SELECT repeat('x', 1000) FROM generate_series(1, 100000)) TO STDOUT";

    await expect(run(sql)).rejects.toMatchObject({ name: 'TooExpensive' });
  });

  it('ends a query that runs out of time', async () => {
    const endless = 'SELECT count(*) FROM generate_series(1, 20000) a, generate_series(1, 200000) b';

    await expect(run(endless, { ...LIMITS, statementMs: 100 })).rejects.toMatchObject({
      name: 'StatementTimeout',
    });
  });

  it.each([
    ['a lock', 'SELECT pg_advisory_lock(4711)'],
    ['a shared lock', 'LOCK TABLE northwind.orders IN ACCESS SHARE MODE'],
    ['a prepared statement', 'PREPARE leftover AS SELECT 1'],
    ['a channel it listens to', 'LISTEN leftover'],
    ['a cursor', 'DECLARE leftover CURSOR WITH HOLD FOR SELECT 1'],
    ['a setting', "SET statement_timeout = '1h'"],
  ])('leaves nothing of %s behind on the connection', async (_, sql) => {
    await run(sql).catch(() => undefined);

    const { rows } = await run(
      `SELECT (SELECT count(*) FROM pg_prepared_statements WHERE name = 'leftover'),
        (SELECT count(*) FROM pg_listening_channels()), (SELECT count(*) FROM pg_cursors WHERE name = 'leftover'),
        (SELECT setting FROM pg_settings WHERE name = 'statement_timeout')`,
    );
    const locks = await server.ask(
      adminUrl,
      "SELECT FROM pg_locks WHERE locktype = 'advisory' OR relation = 'northwind.orders'::regclass",
    );
    expect([rows, locks]).toEqual([[['0', '0', '0', String(LIMITS.statementMs)]], []]);
  });
});
