import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildCatalog } from '../../../../shared/catalog/build-catalog.ts';
import { introspectPostgres } from '../../../../shared/catalog/postgres-introspection.ts';
import { Catalog, type CatalogTable } from '../../../../shared/contracts/catalog.ts';
import { createPostgresEngine } from '../../../../shared/engines/postgres-engine.ts';
import type { QueryEngine } from '../../../../shared/engines/query-engine.ts';
import { RESERVED_WORDS } from '../../../../shared/retrieval/reserved-words.ts';
import { startTestPostgres, type TestPostgres } from '../../../support/postgres-server.ts';

const BUILT_AT = '2026-01-02T03:04:05.000Z';
const SCHEMAS = ['shop', 'archive', 'closed'];

const SCHEMA_SQL = `
  CREATE ROLE reader LOGIN PASSWORD 'pw';
  CREATE SCHEMA shop; CREATE SCHEMA archive; CREATE SCHEMA closed; CREATE SCHEMA other;

  CREATE TYPE shop.mood AS ENUM ('glad', 'sad');
  CREATE TABLE shop.customers (
    id int4 PRIMARY KEY, name text NOT NULL, country varchar(2), mood shop.mood, ssn text,
    since date, spent numeric(10, 2), pocket money, notes text);
  COMMENT ON TABLE shop.customers IS 'Who buys from us';
  COMMENT ON COLUMN shop.customers.country IS 'ISO code';
  INSERT INTO shop.customers
    SELECT n, 'customer ' || n, (ARRAY['DE', 'FR', 'US'])[1 + n % 3], (ARRAY['glad', 'sad'])[1 + n % 2]::shop.mood,
      '123', date '2024-01-01' + n % 100, n * 1.5 % 200, (n % 7)::money, repeat('long note ', 10) || n % 3
    FROM generate_series(1, 600) n;

  CREATE TABLE shop.stock (shop_no int4, item_no int4, qty int4, PRIMARY KEY (item_no, shop_no));
  CREATE TABLE shop.moves (
    id int4, item int4, shop int4, customer_id int4 REFERENCES shop.customers,
    UNIQUE (id) INCLUDE (shop), PRIMARY KEY (id) INCLUDE (item),
    FOREIGN KEY (shop, item) REFERENCES shop.stock (shop_no, item_no));

  CREATE VIEW shop.german_customers AS SELECT id, name FROM shop.customers WHERE country = 'DE';
  CREATE MATERIALIZED VIEW shop.totals AS SELECT country, sum(spent) AS total FROM shop.customers GROUP BY 1;

  CREATE TABLE shop.events (at date NOT NULL, customer_id int4 REFERENCES shop.customers, kind text)
    PARTITION BY RANGE (at);
  CREATE TABLE shop.events_2024 PARTITION OF shop.events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
  INSERT INTO shop.events SELECT date '2024-01-01' + n % 300, 1 + n % 600, 'click' FROM generate_series(1, 900) n;

  CREATE TABLE shop.animals (name text, kind text);
  CREATE TABLE shop.dogs (breed text) INHERITS (shop.animals);
  INSERT INTO shop.animals SELECT 'a', 'cat' FROM generate_series(1, 50);
  INSERT INTO shop.dogs SELECT 'd', 'dog', 'x' FROM generate_series(1, 50);

  CREATE TABLE shop.nothing ();
  CREATE TABLE shop."Order ""Notes""" ("select" int4, "Größe" text);

  CREATE TABLE archive.t_ord (ord_no int4, cust_no int4, bad_no int4, text_no int4);
  COMMENT ON COLUMN archive.t_ord.cust_no IS 'Buyer [FK: shop.customers.id]';
  COMMENT ON COLUMN archive.t_ord.bad_no IS '[fk: t_gone.id]';
  CREATE TABLE archive.t_dtl (ord_no int4);
  COMMENT ON COLUMN archive.t_dtl.ord_no IS '[FK: t_ord.ord_no]';
  CREATE TABLE archive.to_secret (secret_id int4);

  CREATE TABLE closed.vault (id int4);
  CREATE TABLE other.table_of_another_schema (id int4);
  CREATE TABLE shop.secrets (id int4 PRIMARY KEY);
  ALTER TABLE archive.to_secret ADD FOREIGN KEY (secret_id) REFERENCES shop.secrets;
  CREATE TABLE shop.partly (id int4, region int4, open text, hidden text, PRIMARY KEY (id, region));

  GRANT USAGE ON SCHEMA shop, archive TO reader;
  GRANT SELECT ON ALL TABLES IN SCHEMA shop, archive, closed, other TO reader;
  REVOKE SELECT ON shop.secrets, shop.customers, shop.partly FROM reader;
  GRANT SELECT (id, name, country, mood, since, spent, pocket, notes) ON shop.customers TO reader;
  GRANT SELECT (id, open) ON shop.partly TO reader;
  ANALYZE;

  CREATE SCHEMA fresh;
  CREATE TABLE fresh.colours (id int4, name text, secret text, gone text);
  INSERT INTO fresh.colours
    SELECT n, (ARRAY['red', 'green', 'blue'])[1 + n % 3], 'secret ' || n, CASE WHEN n % 4 = 0 THEN 'x' END
    FROM generate_series(1, 40) n;
  CREATE TABLE fresh.empty (id int4, name text);
  CREATE TABLE fresh.large (id int4, kind text, day date) WITH (autovacuum_enabled = false);
  INSERT INTO fresh.large
    SELECT n, 'kind ' || n % 7, date '2024-01-01' + n % 50 FROM generate_series(1, 60000) n;
  CREATE VIEW fresh.slow AS SELECT id, name, pg_sleep(3)::text AS nap FROM fresh.colours;
  CREATE MATERIALIZED VIEW fresh.kept AS SELECT name, count(*) AS times FROM fresh.colours GROUP BY 1;
  CREATE TABLE fresh.locked (id int4, name text);
  INSERT INTO fresh.locked VALUES (1, 'a');
  CREATE TABLE fresh.parts (at date, kind text) PARTITION BY RANGE (at);
  CREATE TABLE fresh.parts_2024 PARTITION OF fresh.parts FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
  INSERT INTO fresh.parts SELECT date '2024-01-01' + n % 300, 'click' FROM generate_series(1, 300) n;
  ANALYZE fresh.parts_2024;
  GRANT USAGE ON SCHEMA fresh TO reader;
  GRANT SELECT ON ALL TABLES IN SCHEMA fresh TO reader;
`;

let server: TestPostgres;
let engine: QueryEngine;
let catalog: Catalog;

beforeAll(async () => {
  server = await startTestPostgres();
  await server.admin(SCHEMA_SQL);
  engine = createPostgresEngine(server.secretOf('reader', 'pw'), { tls: 'disable', schemas: ['public'] });
  catalog = await build();
});

afterAll(() => server.dispose());

async function build(builtAt = BUILT_AT): Promise<Catalog> {
  return buildCatalog('shop', await introspectPostgres(engine.introspect, SCHEMAS), builtAt).catalog;
}

function tableNamed(name: string, schema = 'shop'): CatalogTable {
  const table = catalog.tables.find((each) => each.name === name && each.schema === schema);
  if (!table) throw new Error(`There is no table ${name}.`);
  return table;
}

const columnNamed = (table: string, name: string) =>
  tableNamed(table).columns.find((column) => column.name === name);
const relationshipsOf = (table: string) =>
  catalog.relationships
    .filter((relationship) => relationship.table === table)
    .map(({ columns, refTable, refColumns, origin }) => `${columns}→${refTable}(${refColumns}) ${origin}`);

describe('introspection', () => {
  it('is a catalogue of the contract', () => {
    expect(() => Catalog.parse(catalog)).not.toThrow();
  });

  it('finds tables, views and partitioned tables of the schemas asked for, each once', () => {
    expect(catalog.tables.map(({ schema, name, kind }) => `${schema}.${name} ${kind}`)).toEqual([
      'archive.t_dtl table',
      'archive.t_ord table',
      'archive.to_secret table',
      'shop.Order "Notes" table',
      'shop.animals table',
      'shop.customers table',
      'shop.dogs table',
      'shop.events table',
      'shop.german_customers view',
      'shop.moves table',
      'shop.nothing table',
      'shop.partly table',
      'shop.stock table',
      'shop.totals view',
    ]);
  });

  it('shows neither tables nor columns that the login may not read', () => {
    expect(tableNamed('partly').columns.map(({ name }) => name)).toEqual(['id', 'open']);
    expect(columnNamed('customers', 'ssn')).toBeUndefined();
    expect(JSON.stringify(catalog)).not.toMatch(/vault|secrets|hidden/);
  });

  it('keeps columns in their order, with the type names of the database', () => {
    expect(tableNamed('customers').columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'id int4',
      'name text',
      'country varchar',
      'mood mood',
      'since date',
      'spent numeric',
      'pocket money',
      'notes text',
    ]);
    expect(tableNamed('Order "Notes"').columns.map(({ name }) => name)).toEqual(['select', 'Größe']);
  });

  it('lists every column once, of a table others inherit from too', () => {
    expect(tableNamed('animals').columns.map(({ name }) => name)).toEqual(['name', 'kind']);
    expect(columnNamed('animals', 'kind')?.values?.slice().sort()).toEqual(['cat', 'dog']);
  });

  it('says which columns may be empty', () => {
    expect(columnNamed('customers', 'name')?.nullable).toBe(false);
    expect(columnNamed('customers', 'country')?.nullable).toBe(true);
  });

  it('takes over what is said of tables and columns', () => {
    expect(tableNamed('customers').description).toBe('Who buys from us');
    expect(columnNamed('customers', 'country')?.description).toBe('ISO code');
    expect(columnNamed('customers', 'name')).not.toHaveProperty('description');
  });

  it('knows how large tables are, as far as anybody does', () => {
    expect(tableNamed('customers').estimatedRows).toBe(600);
    expect(tableNamed('events').estimatedRows).toBe(900);
  });
});

describe('keys', () => {
  it("keeps a primary key's columns in the key's order", () => {
    expect(tableNamed('stock').primaryKey).toEqual(['item_no', 'shop_no']);
  });

  it('counts columns an index merely carries along as no part of the key', () => {
    expect(tableNamed('moves').primaryKey).toEqual(['id']);
  });

  it('has no primary key where the login sees only a part of it', () => {
    expect(tableNamed('partly').primaryKey).toEqual([]);
  });

  it('pairs the columns of a foreign key as the key does', () => {
    expect(relationshipsOf('shop.moves')).toEqual([
      'customer_id→shop.customers(id) foreign-key',
      'shop,item→shop.stock(shop_no,item_no) foreign-key',
    ]);
  });

  it('has the foreign key of a partitioned table once', () => {
    expect(relationshipsOf('shop.events')).toEqual(['customer_id→shop.customers(id) foreign-key']);
  });

  it('leads to no table that the login may not read', () => {
    expect(relationshipsOf('archive.to_secret')).toEqual([]);
  });

  it('reads hints in comments, of the same schema or of another', () => {
    expect(relationshipsOf('archive.t_ord')).toEqual(['cust_no→shop.customers(id) comment']);
    expect(relationshipsOf('archive.t_dtl')).toEqual(['ord_no→archive.t_ord(ord_no) comment']);
  });

  it('leaves the hint out of what is said of the column', () => {
    const [, buyer, bad] = tableNamed('t_ord', 'archive').columns;

    expect(buyer?.description).toBe('Buyer');
    expect(bad).not.toHaveProperty('description');
  });
});

describe('statistics', () => {
  it('lists the values of a column that has few, and says that they are all', () => {
    const { values, valuesComplete } = columnNamed('customers', 'country') ?? {};

    expect(values?.slice().sort()).toEqual(['DE', 'FR', 'US']);
    expect(valuesComplete).toBe(true);
  });

  it('lists the values of an enumeration', () => {
    expect(columnNamed('customers', 'mood')?.values?.slice().sort()).toEqual(['glad', 'sad']);
  });

  it('lists no values of free text', () => {
    expect(columnNamed('customers', 'notes')).not.toHaveProperty('values');
  });

  it('keeps a sample of the values of a column that has many, and does not call it complete', () => {
    const { values = [], valuesComplete } = columnNamed('customers', 'name') ?? {};

    expect(values.length).toBeGreaterThan(30);
    expect(values.length).toBeLessThanOrEqual(200);
    expect(valuesComplete).toBe(false);
  });

  it('gives the range of dates and of numbers, numbers by their size', () => {
    expect(columnNamed('customers', 'since')?.range).toEqual(['2024-01-01', '2024-04-09']);
    expect(columnNamed('customers', 'id')?.range).toEqual(['1', '600']);
    expect(columnNamed('customers', 'spent')?.range?.[0]).toMatch(/^0\.\d+$/);
  });

  it('gives no range of money, which cannot be ordered as text', () => {
    expect(columnNamed('customers', 'pocket')).not.toHaveProperty('range');
  });

  it('knows the values of a partitioned table', () => {
    expect(columnNamed('events', 'kind')?.values).toEqual(['click']);
  });
});

describe('shares and counts', () => {
  it('say how much of a column is empty, and roughly how many values it has', () => {
    expect(columnNamed('customers', 'country')).toMatchObject({ nullShare: 0, distinct: 3 });
    expect(columnNamed('customers', 'name')).not.toHaveProperty('nullShare');
    expect(columnNamed('customers', 'name')?.distinct).toBe(600);
  });

  it('are not kept of a column that may not be profiled', async () => {
    const { tables } = await introspectPostgres(engine.introspect, ['shop'], {
      mayProfile: (table, column) => !(table === 'shop.customers' && column === 'country'),
    });
    const [country, mood] = (tables.find(({ name }) => name === 'customers')?.columns ?? []).slice(2, 4);

    expect(country).toEqual({ name: 'country', type: 'varchar', nullable: true, description: 'ISO code' });
    expect(mood).toHaveProperty('values');
  });
});

describe('a sample of tables without statistics', () => {
  const read = async (mayProfile?: (table: string, column: string) => boolean) => {
    const options = { sampled: engine, ...(mayProfile && { mayProfile }) };
    const { tables } = await introspectPostgres(engine.introspect, ['fresh'], options);
    return (table: string, column?: string) => {
      const found = tables.find(({ name }) => name === table);
      return column === undefined ? found : found?.columns.find(({ name }) => name === column);
    };
  };

  it('gives the profile the planner would have given', async () => {
    const found = await read();

    expect(found('colours')).toMatchObject({ estimatedRows: 40 });
    expect(found('colours', 'name')).toMatchObject({
      ...{ values: ['green', 'blue', 'red'], valuesComplete: true },
      ...{ distinct: 3, nullShare: 0 },
    });
    expect(found('colours', 'gone')).toMatchObject({ nullShare: 0.75 });
    expect(found('colours', 'id')).toMatchObject({ range: ['1', '40'] });
    expect(found('kept', 'name')).toMatchObject({ valuesComplete: true });
  });

  it('reads a part of a large table, the same part each time', async () => {
    const [once, again] = [await read(), await read()];

    expect(once('large')).toEqual(again('large'));
    expect(once('large', 'kind')).toMatchObject({ distinct: 7 });
    expect(once('large')).toMatchObject({ estimatedRows: -1 });
  });

  it('is not taken of what may not be profiled', async () => {
    const seen: string[] = [];
    const watched = {
      explain: engine.explain,
      run: (sql: string, limits: Parameters<QueryEngine['run']>[1]) => {
        seen.push(sql);
        return engine.run(sql, limits);
      },
    };
    await introspectPostgres(engine.introspect, ['fresh'], {
      sampled: watched,
      mayProfile: (_, column) => column !== 'secret',
    });

    expect(seen.length).toBeGreaterThan(3);
    expect(seen.join()).not.toContain('secret');
  });

  it('is not taken of views, which may do any work for their first row', async () => {
    const found = await read();

    expect(found('slow', 'name')).not.toHaveProperty('values');
  });

  it('is given up where it can not be had in time, the others stay', async () => {
    const failing = {
      explain: engine.explain,
      run: (sql: string, limits: Parameters<QueryEngine['run']>[1]) =>
        sql.includes('"locked"')
          ? engine.run('SELECT pg_sleep(5)::text', { ...limits, statementMs: 50 })
          : engine.run(sql, limits),
    };
    const { tables } = await introspectPostgres(engine.introspect, ['fresh'], { sampled: failing });
    const valuesOf = (table: string) => tables.find(({ name }) => name === table)?.columns[1]?.values;

    expect(valuesOf('locked')).toBeUndefined();
    expect(valuesOf('colours')).toHaveLength(3);
  });

  it('leaves an empty table empty', async () => {
    expect((await read())('empty')).toMatchObject({ estimatedRows: 0 });
  });

  it('adds up what the partitions of a table know when nobody asked about the whole', async () => {
    const { tables } = await introspectPostgres(engine.introspect, ['fresh']);

    expect(tables.find(({ name }) => name === 'parts')?.estimatedRows).toBe(300);
  });
});

describe('version', () => {
  it('stays the same as long as nothing changes', async () => {
    const again = await build('2027-01-01T00:00:00.000Z');

    expect(again.version).toBe(catalog.version);
    expect(again.builtAt).not.toBe(catalog.builtAt);
  });

  it.each([
    ['a column', 'ALTER TABLE shop.stock ADD COLUMN extra int4', 'ALTER TABLE shop.stock DROP COLUMN extra'],
    ['a comment', "COMMENT ON TABLE shop.stock IS 'x'", 'COMMENT ON TABLE shop.stock IS NULL'],
    ['a privilege', 'REVOKE SELECT ON shop.stock FROM reader', 'GRANT SELECT ON shop.stock TO reader'],
  ])('changes with %s, and comes back when that goes', async (_, change, undo) => {
    await server.admin(change);
    const changed = await build();
    await server.admin(undo);
    const back = await build();

    expect(changed.version).not.toBe(catalog.version);
    expect(back.version).toBe(catalog.version);
  });
});

describe('RESERVED_WORDS', () => {
  it('are those of the database', async () => {
    const { rows } = await server.admin(
      "SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T') ORDER BY 1",
    );

    expect([...RESERVED_WORDS].sort()).toEqual(rows.map(({ word }) => word).sort());
  });
});
