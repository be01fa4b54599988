import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AttackedDatabase, startAttackedDatabase } from '../../../../commands/fuzz/attacked-database.ts';
import { plainStatements, sampleScope, statementsOf } from '../../../../commands/fuzz/corpus.ts';
import { fuzz } from '../../../../commands/fuzz/fuzz.ts';
import { judgePostgresStatement } from '../../../../shared/sql-guard/check-statement.ts';
import {
  ALLOWED_FUNCTIONS,
  FUNCTION_COLUMNS,
} from '../../../../shared/sql-guard/postgres/allowed-functions.ts';
import { ALLOWED_OPERATORS } from '../../../../shared/sql-guard/postgres/allowed-operators.ts';
import { ALLOWED_TYPES } from '../../../../shared/sql-guard/postgres/allowed-types.ts';

/** Volatile, yet harmless: chance and the clock. */
const VOLATILE = [
  'array_sample',
  'clock_timestamp',
  'gen_random_uuid',
  'random',
  'timeofday',
  'uuidv4',
  'uuidv7',
];

/** Functions of the grammar or of optional extensions, which the server need not know. */
const NOT_FUNCTIONS = ['coalesce', 'greatest', 'least', 'nullif'];

const scope = sampleScope();
const isAllowed = async (sql: string) => (await judgePostgresStatement(sql, scope)).verdict === 'allow';
const allowedOf = async (statements: readonly string[]) => {
  const allowed: string[] = [];
  for (const sql of statements) if (await isAllowed(sql)) allowed.push(sql);
  return allowed;
};
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

describe('the guard beside a real PostgreSQL', () => {
  let database: AttackedDatabase;
  beforeAll(async () => {
    database = await startAttackedDatabase();
  });
  afterAll(() => database.stop(), 60_000);

  const names = async (sql: string) => (await database.query(sql)).map(({ name }) => String(name));

  it('refuses every function of the server that is not on the list, in every place', async () => {
    const functions = await database.query(
      'SELECT DISTINCT proname AS name, pronargs AS args FROM pg_proc ORDER BY 1, 2',
    );
    const others = functions.filter(({ name }) => !ALLOWED_FUNCTIONS.has(String(name)));
    const statements = others.flatMap(({ name, args }) => {
      const call = `(${Array.from({ length: Number(args) }, () => 'NULL').join(', ')})`;
      return [quoted(String(name)), `pg_catalog.${quoted(String(name))}`].flatMap((written) => [
        `SELECT ${written}${call}`,
        `SELECT * FROM ${written}${call}`,
        `VALUES (${written}${call})`,
        `SELECT 1 WHERE ${written}${call} IS NOT NULL`,
      ]);
    });

    expect(others.length).toBeGreaterThan(2_000);
    expect(await allowedOf(statements)).toEqual([]);
  });

  it('refuses every operator that is not on the list', async () => {
    const operators = await names('SELECT DISTINCT oprname AS name FROM pg_operator');
    const others = operators.filter((name) => !ALLOWED_OPERATORS.has(name));

    expect(others.length).toBeGreaterThan(10);
    expect(await allowedOf(others.flatMap((name) => [`SELECT 1 ${name} 2`, `SELECT ${name} 2`]))).toEqual([]);
    expect(await allowedOf(operators.map((name) => `SELECT 1 OPERATOR(analytics.${name}) 2`))).toEqual([]);
  });

  it('refuses a cast to every type that is not on the list', async () => {
    const types = await names(
      "SELECT DISTINCT typname AS name FROM pg_type WHERE typname NOT LIKE '\\_%' AND typname NOT LIKE 'pg\\_toast%'",
    );
    const others = types.filter((name) => !ALLOWED_TYPES.has(name));

    expect(others.length).toBeGreaterThan(100);
    expect(await allowedOf(others.map((name) => `SELECT NULL::${quoted(name)}`))).toEqual([]);
  });

  it('refuses every table and view of the system', async () => {
    const relations = await database.query(`SELECT n.nspname AS schema, c.relname AS name FROM pg_class c
      JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind IN ('r', 'v') AND nspname <> 'analytics'`);
    const statements = relations.flatMap(({ schema, name }) => [
      `SELECT * FROM ${quoted(String(schema))}.${quoted(String(name))}`,
      `SELECT 1 FROM customers WHERE EXISTS (SELECT FROM ${quoted(String(name))})`,
    ]);

    expect(await allowedOf(statements)).toEqual([]);
  });

  it('allows no function that is volatile, chance and the clock aside', async () => {
    const volatile = await names("SELECT DISTINCT proname AS name FROM pg_proc WHERE provolatile = 'v'");

    const allowed = volatile.filter((name) => ALLOWED_FUNCTIONS.has(name));

    expect(allowed.filter((name) => !VOLATILE.includes(name))).toEqual([]);
  });

  it('allows no function that runs with the rights of its owner, or reaches files, sessions or the catalogues', async () => {
    const risky = await names(`SELECT DISTINCT proname AS name FROM pg_proc WHERE prosecdef
      OR proname ~ '^(pg_(read|ls|stat|terminate|cancel|get|sleep|advisory|reload|switch|wal|logical)|lo_|dblink|ts_stat|query_to|table_to|schema_to|database_to|cursor_to|has_|to_reg|current_setting|set_config|nextval|setval|currval|lastval)'
      OR EXISTS (SELECT FROM unnest(proargtypes) t WHERE t::regtype::text ~ '^reg')`);

    // Full-text search names its configuration by a regconfig.
    const allowed = risky.filter((name) => ALLOWED_FUNCTIONS.has(name));

    expect(
      allowed.filter(
        (name) => !/tsquery$|^to_tsvector$|^ts_headline$|^jsonb?_to_tsvector$|^unaccent$/.test(name),
      ),
    ).toEqual([]);
  });

  it('knows the columns of every allowed function that has named ones', async () => {
    const columns =
      await database.query(`SELECT proname AS name, array_agg(argument ORDER BY position) AS columns
      FROM (SELECT DISTINCT proname, argument, position FROM pg_proc p,
        unnest(proargnames, proargmodes) WITH ORDINALITY AS a(argument, mode, position)
        WHERE mode IN ('o', 't') AND prokind = 'f') a GROUP BY proname`);
    // unnest has them for a tsvector only, whose rows the guard takes for unknown.

    const allowed = columns.filter(({ name }) => ALLOWED_FUNCTIONS.has(String(name)) && name !== 'unnest');

    const known = Object.entries(FUNCTION_COLUMNS).map(([name, list]) => ({ name, columns: [...list] }));
    expect(allowed.toSorted((a, b) => String(a.name).localeCompare(String(b.name)))).toEqual(
      known.toSorted((a, b) => a.name.localeCompare(b.name)),
    );
  });

  it('allows only functions the server has, or the grammar', async () => {
    const functions = new Set(await names('SELECT DISTINCT proname AS name FROM pg_proc'));

    const unknown = [...ALLOWED_FUNCTIONS].filter(
      (name) => !functions.has(name) && !NOT_FUNCTIONS.includes(name),
    );

    expect(unknown).toEqual([]);
  });

  it('runs what is harmless, and finds rows or none without an error', async () => {
    const failed: string[] = [];
    const listed = statementsOf('allow.jsonl').map(({ sql }) => sql);
    for (const sql of [...listed, ...plainStatements('harmless.sql')]) {
      const outcome = await database.attack(sql.replace(/;\s*(--.*)?$/, ''));
      if ('error' in outcome) failed.push(`${sql}: ${outcome.error}`);
    }

    expect(failed).toEqual([]);
  });

  it('stands 20,000 statements made at random, and lets none pass that writes or is misread', async () => {
    const before = await database.digest();

    const result = await fuzz({ seed: 20_000, count: 20_000, database: { attacked: database, oneIn: 5 } });

    expect(result).toMatchObject({ done: 20_000, crashes: [], misread: [] });
    expect(result.answered).toBeGreaterThan(100);
    expect(await database.digest()).toBe(before);
  });
});
