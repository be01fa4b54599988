import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadSampleDatabase } from '../../../../local/sample-database/load-sample-database.ts';
import { buildCatalog } from '../../../../shared/catalog/build-catalog.ts';
import { isWord } from '../../../../shared/catalog/naming/is-word.ts';
import { judgeNaming } from '../../../../shared/catalog/naming/judge-naming.ts';
import { namingWarnings } from '../../../../shared/catalog/naming/naming-warnings.ts';
import { introspectPostgres } from '../../../../shared/catalog/postgres-introspection.ts';
import { createPostgresEngine } from '../../../../shared/engines/postgres-engine.ts';
import type { QueryEngine } from '../../../../shared/engines/query-engine.ts';
import { tableOf } from '../../../support/catalogs.ts';
import { type SampleServer, startSampleServer } from '../../local/sample-database/sample-server.ts';

describe('isWord', () => {
  it.each(['customer', 'order', 'shipped', 'country', 'id', 'tables', 'discontinued', 'größe', '顧客'])(
    'takes %s for a word',
    (word) => {
      expect(isWord(word)).toBe(true);
    },
  );

  it.each(['cust', 'mst', 'cmpny', 'nm', 'cntct', 'addr', 'qty', 'dscntd', 'prd', 'xyz'])(
    'takes %s for short for something',
    (letters) => {
      expect(isWord(letters)).toBe(false);
    },
  );
});

describe('judgeNaming', () => {
  it('counts synonyms as an explanation', () => {
    const table = tableOf('t_cst', [{ name: 'cst_nm', synonyms: ['name'] }]);

    expect(judgeNaming([table])).toEqual({ style: 'cryptic', described: 0.5, glossaryMissing: false });
  });

  it('misses no glossary where names speak for themselves', () => {
    const naming = judgeNaming([tableOf('customers', ['customerName', 'city'])]);

    expect(naming).toEqual({ style: 'descriptive', described: 0, glossaryMissing: false });
    expect(namingWarnings({ naming })).toEqual([]);
  });
});

describe('the sample database', () => {
  let server: SampleServer;
  let engine: QueryEngine;

  beforeAll(async () => {
    server = await startSampleServer();
    const { readerUrl } = await loadSampleDatabase({ adminUrl: server.url, scale: 1 });
    const { hostname, port, username, password, pathname } = new URL(readerUrl);
    const login = { host: hostname, port: Number(port), username, password, dbname: pathname.slice(1) };
    engine = createPostgresEngine(login, { tls: 'disable', schemas: ['northwind'] });
  });

  afterAll(() => server.close());

  const introspect = (schema: string) => introspectPostgres(engine.introspect, [schema]);
  const namingOf = (found: Awaited<ReturnType<typeof introspect>>) =>
    buildCatalog('s', found, '2026-01-01T00:00:00.000Z').catalog.naming;

  it('has descriptive names, and cryptic ones that comments explain', async () => {
    expect(namingOf(await introspect('northwind'))?.style).toBe('descriptive');
    expect(namingOf(await introspect('nw_abbr'))).toEqual({
      style: 'cryptic',
      described: 1,
      glossaryMissing: false,
    });
  });

  it('lacks a glossary once the comments are gone, and says so', async () => {
    const { tables, foreignKeys } = await introspect('nw_abbr');
    const bare = tables.map(({ description: _, ...table }) => ({
      ...table,
      columns: table.columns.map(({ description: _said, ...column }) => column),
    }));

    const naming = namingOf({ tables: bare, foreignKeys });

    expect(naming).toEqual({ style: 'cryptic', described: 0, glossaryMissing: true });
    expect(namingWarnings({ naming })).toEqual([
      expect.stringMatching(/^The glossary is missing: .* only 0%/),
    ]);
  });
});
