import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sourceLogin } from '../../../../shared/authorisation/database-login.ts';
import { createPostgresEngine } from '../../../../shared/engines/postgres-engine.ts';
import { createEngines } from '../../../../shared/engines/postgres-engines.ts';
import { pingPostgres } from '../../../../shared/engines/postgres-ping.ts';
import type { QueryEngine } from '../../../../shared/engines/query-engine.ts';
import { parseConfiguration } from '../../../../shared/platform/configuration-store.ts';
import { startTestPostgres, type TestPostgres } from '../../../support/postgres-server.ts';
import { validDocument } from '../../../support/valid-configuration.ts';

const LIMITS = { rows: 1_000, bytes: 1_000_000, statementMs: 5_000 };

let server: TestPostgres;
let engine: QueryEngine;

beforeAll(async () => {
  server = await startTestPostgres();
  await server.admin(`
    CREATE ROLE reader LOGIN PASSWORD 'pw';
    CREATE SCHEMA shop;
    CREATE TYPE shop.mood AS ENUM ('glad', 'sad');
    CREATE DOMAIN shop.percent AS int4;
    CREATE TABLE shop.orders AS SELECT n AS id, 'order ' || n AS note FROM generate_series(1, 1000) n;
    CREATE TABLE shop.secrets (id int4);
    GRANT ALL ON SCHEMA shop TO reader;
    GRANT ALL ON shop.orders TO reader;
    ANALYZE;
  `);
});

afterAll(() => server.dispose());

beforeEach(() => {
  engine = createPostgresEngine(server.secretOf('reader', 'pw'), { tls: 'disable', schemas: ['public'] });
});

const run = (sql: string, limits: Partial<typeof LIMITS> = {}) => engine.run(sql, { ...LIMITS, ...limits });

describe('values', () => {
  it.each([
    ['null::int4', 'int4', null],
    ['true', 'bool', true],
    ['12::int2', 'int2', 12],
    ['-12::int4', 'int4', -12],
    ['9007199254740993::int8', 'int8', '9007199254740993'],
    ['1.5::float4', 'float4', 1.5],
    ['0.1::float8', 'float8', 0.1],
    ["'NaN'::float8", 'float8', 'NaN'],
    ["'-Infinity'::float8", 'float8', '-Infinity'],
    ['12345678901234567890.10::numeric(30,2)', 'numeric', '12345678901234567890.10'],
    ["'NaN'::numeric", 'numeric', 'NaN'],
    ["'1.50'::money", 'money', '$1.50'],
    ["'a'::text", 'text', 'a'],
    ["'a'::varchar(3)", 'varchar', 'a'],
    ["'a'::char(3)", 'bpchar', 'a  '],
    ["'2024-02-29'::date", 'date', '2024-02-29'],
    ["'infinity'::date", 'date', 'infinity'],
    ["'0044-03-15 BC'::date", 'date', '0044-03-15 BC'],
    ["'2024-02-29 01:02:03.456789'::timestamp", 'timestamp', '2024-02-29 01:02:03.456789'],
    ["'2024-02-29 01:02:03+02'::timestamptz", 'timestamptz', '2024-02-28 23:02:03+00'],
    ["'01:02:03'::time", 'time', '01:02:03'],
    ["'1 day 2 hours'::interval", 'interval', '1 day 02:00:00'],
    [`'{"a": [1, null, {"b": "c"}]}'::json`, 'json', { a: [1, null, { b: 'c' }] }],
    [`'[1, "x"]'::jsonb`, 'jsonb', [1, 'x']],
    ["'null'::jsonb", 'jsonb', null],
    [String.raw`'\xdeadbeef'::bytea`, 'bytea', String.raw`\xdeadbeef`],
    ["'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid", 'uuid', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
    ["'10.0.0.1'::inet", 'inet', '10.0.0.1'],
    ["'glad'::shop.mood", 'mood', 'glad'],
    ['50::shop.percent', 'int4', 50],
    ["ARRAY['a,b', 'c\"d', null, '']", '_text', ['a,b', 'c"d', null, '']],
    ["'{}'::text[]", '_text', []],
    [
      'ARRAY[[1, 2], [3, 4]]',
      '_int4',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ["'[2:3]={1,2}'::int4[]", '_int4', [1, 2]],
    ['ARRAY[9007199254740993]', '_int8', ['9007199254740993']],
    ['ARRAY[1.10]', '_numeric', ['1.10']],
    ['ARRAY[true, false, null]', '_bool', [true, false, null]],
    ["ARRAY['2024-02-29'::date]", '_date', ['2024-02-29']],
    ["ARRAY['2024-02-29 01:02:03+02'::timestamptz]", '_timestamptz', ['2024-02-28 23:02:03+00']],
    [`ARRAY['{"a": 1}'::jsonb]`, '_jsonb', [{ a: 1 }]],
    [
      "ARRAY['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid]",
      '_uuid',
      ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
    ],
    ["ROW(1, 'a')", 'record', '(1,a)'],
  ])('%s comes as %s', async (expression, type, value) => {
    const { columns, rows } = await run(`SELECT ${expression} AS v`);

    expect(columns).toEqual([{ name: 'v', type }]);
    expect(rows).toEqual([[value]]);
  });

  it('keeps columns of the same name apart', async () => {
    expect((await run('SELECT 1 AS a, 2 AS a')).rows).toEqual([[1, 2]]);
  });

  it('names the columns of a result without rows', async () => {
    expect(await run('SELECT id FROM shop.orders WHERE false')).toEqual({
      columns: [{ name: 'id', type: 'int4' }],
      rows: [],
      truncated: false,
    });
  });

  it('knows types of the database by their names on every run', async () => {
    await run("SELECT 'glad'::shop.mood");

    expect((await run("SELECT 'sad'::shop.mood")).columns[0]?.type).toBe('mood');
  });
});

describe('caps', () => {
  it('does not call a result cut that is as long as it may be', async () => {
    const { rows, truncated } = await run('SELECT id FROM shop.orders', { rows: 1_000 });

    expect([rows.length, truncated]).toEqual([1_000, false]);
  });

  it('cuts a result after the rows it may have, columns named all the same', async () => {
    const { columns, rows, truncated } = await run('SELECT id FROM shop.orders', { rows: 999 });

    expect([columns.length, rows.length, truncated]).toEqual([1, 999, true]);
  });

  it('cuts a result after the bytes it may have', async () => {
    const { rows, truncated } = await run("SELECT repeat('x', 1000) FROM shop.orders", { bytes: 10_000 });

    expect(truncated).toBe(true);
    expect(JSON.stringify(rows).length).toBeLessThanOrEqual(10_000);
    expect(rows.length).toBe(9);
  });

  it('counts bytes, not letters', async () => {
    const { rows } = await run("SELECT repeat('🙂', 100) FROM shop.orders", { bytes: 4_500 });

    expect(rows.length).toBe(11);
  });

  it('ends the query on the server when it has enough', async () => {
    const endless = 'SELECT a.id FROM shop.orders a, shop.orders b, shop.orders c';

    await run(endless, { rows: 10 });

    await untilNoneRuns('a.id FROM shop.orders a');
  });

  it('answers further questions after a cut', async () => {
    await run('SELECT id FROM shop.orders', { rows: 1 });

    expect((await run('SELECT 1 AS one')).rows).toEqual([[1]]);
  });
});

describe('a statement of a model', () => {
  it('is stopped when its time is over', async () => {
    await expect(run('SELECT pg_sleep(5)', { statementMs: 50 })).rejects.toMatchObject({
      name: 'StatementTimeout',
    });
    await untilNoneRuns('pg_sleep(5)');
  });

  it('may not be two', async () => {
    await expect(run('SELECT 1; SELECT 2')).rejects.toMatchObject({ name: 'SqlSyntaxError' });
    await expect(engine.explain('SELECT 1; SELECT 2', 1_000)).rejects.toMatchObject({ name: 'UnsafeSql' });
  });

  it.each([
    'DELETE FROM shop.orders',
    "INSERT INTO shop.orders VALUES (0, 'x')",
    'WITH gone AS (DELETE FROM shop.orders RETURNING *) SELECT * FROM gone',
    'CREATE TABLE shop.more (id int4)',
    'SELECT * INTO shop.copy FROM shop.orders',
    'TRUNCATE shop.orders',
  ])('cannot write: %s', async (sql) => {
    await expect(run(sql)).rejects.toMatchObject({ name: 'UnsafeSql' });
  });

  it('cannot make its transaction writable', async () => {
    await expect(run('SET TRANSACTION READ WRITE')).rejects.toMatchObject({ name: 'UnsafeSql' });
  });

  it.each([
    'SET default_transaction_read_only = off',
    'SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE',
    'COMMIT',
  ])('leaves nothing behind for the next one: %s', async (sql) => {
    await run(sql).catch(() => undefined);

    await expect(run('DELETE FROM shop.orders')).rejects.toMatchObject({ name: 'UnsafeSql' });
  });

  it('leaves no setting behind for the next one', async () => {
    await run("SELECT set_config('statement_timeout', '0', false)");

    await expect(run('SELECT pg_sleep(5)', { statementMs: 50 })).rejects.toMatchObject({
      name: 'StatementTimeout',
    });
  });

  it('sees dates as ISO and times in UTC, whatever the login is set to', async () => {
    await server.admin(
      "ALTER ROLE reader SET datestyle = 'German'; ALTER ROLE reader SET timezone = 'Asia/Tokyo'",
    );

    const { rows } = await run("SELECT date '2024-02-29', timestamptz '2024-02-29 00:00:00+00'");

    await server.admin('ALTER ROLE reader RESET ALL');
    expect(rows).toEqual([['2024-02-29', '2024-02-29 00:00:00+00']]);
  });

  it.each([
    ['SELEC 1', 'SqlSyntaxError', 'SELEC'],
    ['SELECT * FROM shop.nowhere', 'UnknownRelation', 'shop.nowhere'],
    ['SELECT * FROM nowhere.orders', 'UnknownRelation', 'nowhere'],
    ['SELECT nothing FROM shop.orders', 'UnknownColumn', 'nothing'],
    ['SELECT ordes.id FROM shop.orders', 'UnknownRelation', 'ordes'],
    ['SELECT id FROM shop.orders a, shop.orders b', 'UnknownColumn', 'ambiguous'],
    ['SELECT note, count(*) FROM shop.orders', 'GroupingError', 'note'],
    ['SELECT id + note FROM shop.orders', 'TypeMismatch', 'operator'],
    ['SELECT nothing_such(id) FROM shop.orders', 'TypeMismatch', 'nothing_such'],
    ["SELECT 'x'::int4", 'TypeMismatch', 'invalid input'],
    ['SELECT 1 / 0', 'TypeMismatch', 'zero'],
    ['SELECT (SELECT id FROM shop.orders)', 'TypeMismatch', 'more than one row'],
    ['SELECT * FROM shop.secrets', 'NotAuthorised', 'may not read'],
    ['SELECT * FROM other.shop.orders', 'SqlSyntaxError', 'cross-database'],
  ])('%s is told in the words of the database', async (sql, name, words) => {
    await expect(run(sql)).rejects.toMatchObject({ name, message: expect.stringContaining(words) });
  });

  it("passes on the database's hint", async () => {
    await expect(run('SELECT ids FROM shop.orders')).rejects.toMatchObject({
      message: expect.stringContaining('Hint: Perhaps you meant'),
    });
  });

  it('can be followed by another on the same engine, however many failed', async () => {
    for (let attempt = 0; attempt < 6; attempt++) await run('SELECT 1 / 0').catch(() => undefined);

    expect((await run('SELECT 1')).rows).toEqual([[1]]);
  });
});

describe('explain', () => {
  it("gives the planner's cost and rows without running the statement", async () => {
    const plan = await engine.explain('SELECT pg_sleep(60) FROM shop.orders', 1_000);

    expect(plan.rows).toBe(1_000);
    expect(plan.cost).toBeGreaterThan(1);
  });

  it.each(['ANALYZE SELECT 1', 'ANALYZE DELETE FROM shop.orders'])(
    'runs nothing by way of %s',
    async (sql) => {
      await expect(engine.explain(sql, 1_000)).rejects.toMatchObject({ name: 'SqlSyntaxError' });
    },
  );
});

describe('connections', () => {
  it('serve one statement after another', async () => {
    const first = await run('SELECT pg_backend_pid()');
    const second = await run('SELECT pg_backend_pid()');

    expect(second.rows).toEqual(first.rows);
  });

  it('serve more statements at once than there are connections', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => run(`SELECT ${index}`)));

    expect(answers.map(({ rows }) => rows[0]?.[0])).toEqual(Array.from({ length: 12 }, (_, index) => index));
  });

  it('are refused with a wrong password without telling it', async () => {
    const stranger = createPostgresEngine(server.secretOf('reader', 'guess'), {
      tls: 'disable',
      schemas: ['public'],
    });

    const failure = await stranger.run('SELECT 1', LIMITS).then(
      () => undefined,
      (error: Error) => error,
    );

    expect(failure).toMatchObject({
      name: 'DatabaseUnavailable',
      message: 'The database could not be reached.',
    });
  });

  it('are refused by a server without TLS when TLS is asked for', async () => {
    const strict = createPostgresEngine(server.secretOf('reader', 'pw'), {
      tls: 'verify-full',
      schemas: ['public'],
    });

    await expect(strict.run('SELECT 1', LIMITS)).rejects.toMatchObject({
      name: 'ConfigInvalid',
      message: expect.stringContaining('tls'),
    });
  });

  it('come back when the server does', async () => {
    await run('SELECT 1');
    await server.halt();
    await expect(run('SELECT 1')).rejects.toMatchObject({ name: 'DatabaseUnavailable' });
    await server.restart();

    expect((await run('SELECT 1')).rows).toEqual([[1]]);
  });

  it('that are cut in the middle of a statement are told so', async () => {
    const running = run('SELECT pg_sleep(30)', { statementMs: 60_000 });
    const failure = expect(running).rejects.toMatchObject({ name: 'DatabaseUnavailable' });
    while ((await runningLike('pg_sleep(30)')).length === 0) await sleep(5);

    await server.admin(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader' AND query LIKE '%pg_sleep(30)%'",
    );

    await failure;
  });
});

describe('pingPostgres', () => {
  const ping = (username: string, password: string) =>
    pingPostgres(server.secretOf(username, password), { tls: 'disable' }, 60_000);

  it('gets in with the login, and leaves no connection behind', async () => {
    await server.admin("CREATE ROLE pinger LOGIN PASSWORD 'pw'");

    await ping('pinger', 'pw');

    const connections = () => server.admin("SELECT pid FROM pg_stat_activity WHERE usename = 'pinger'");
    while ((await connections()).rows.length > 0) await sleep(20);
  });

  it('fails when the server does not let the login in', async () => {
    await server.admin("CREATE ROLE stranger NOLOGIN PASSWORD 'pw'");

    await expect(ping('stranger', 'pw')).rejects.toMatchObject({ name: 'DatabaseUnavailable' });
  });
});

describe('createEngines', () => {
  const source = parseConfiguration(JSON.stringify(validDocument())).sources.shop;
  const local = source && { ...source, tls: 'disable' as const };

  it('keeps an engine as long as its secret stays the same', async () => {
    let password = 'pw';
    const engineFor = createEngines(async () => server.secretOf('reader', password));

    const first = local && (await engineFor(local, sourceLogin(local)));
    const second = local && (await engineFor(local, sourceLogin(local)));
    password = 'rotated';
    const third = local && (await engineFor(local, sourceLogin(local)));

    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it.each([
    [{ host: 'h', dbname: 'd', username: 'u' }, 'password'],
    [{ host: 'h', dbname: 'd', username: 'u', password: 'hunter2', port: 'x' }, 'port'],
    ['hunter2', 'is not a JSON object'],
    [null, 'is not a JSON object'],
  ])('names what is wrong with the secret %j and never what stands in it', async (secret, problem) => {
    const engineFor = createEngines(async () => secret);

    const failure =
      local &&
      (await engineFor(local, sourceLogin(local)).then(
        () => undefined,
        (error: Error) => error,
      ));

    expect(failure).toMatchObject({ name: 'ConfigInvalid', message: expect.stringContaining(problem) });
    expect(failure?.message).not.toContain('hunter2');
  });
});

async function runningLike(part: string): Promise<unknown[]> {
  const { rows } = await server.admin(
    `SELECT pid FROM pg_stat_activity WHERE usename = 'reader' AND state = 'active' AND query LIKE '%${part}%'`,
  );
  return rows;
}

/** The test's own time limit ends the wait. */
async function untilNoneRuns(part: string): Promise<void> {
  while ((await runningLike(part)).length > 0) await sleep(20);
}
