import { describe, expect, it } from '@jest/globals';
import type { Catalog } from '../../../../shared/contracts/catalog.ts';
import { createFakeHttpApi, SAMPLE_DOCUMENT } from '../../../support/fake-http-api.ts';
import { SAMPLE_CATALOG } from '../../../support/sample-catalog.ts';

const NAMING = { style: 'cryptic', described: 0.1, glossaryMissing: true } as const;

const names = ({ tables }: { tables: { table: string }[] }) => tables.map(({ table }) => table);

/** The function over one catalogue, of which analysts see only the tables given. */
function apiOver(catalog: Catalog, allow?: string[]) {
  const api = createFakeHttpApi();
  api.catalogs.set('northwind', catalog);
  const { northwind, ...others } = SAMPLE_DOCUMENT.sources;
  const policies = [{ name: 'some', roles: ['analyst'], ...(allow && { tables: { allow } }) }];
  api.configure({ ...SAMPLE_DOCUMENT, sources: { northwind: { ...northwind, policies }, ...others } }, 'v2');
  return api;
}

describe('sources', () => {
  it('are listed without where they are or which secret opens them', async () => {
    const { status, text, body } = await createFakeHttpApi().call('GET', '/v1/sources');

    expect(status).toBe(200);
    expect(
      body.sources.map(({ name, default: isDefault }: Record<string, unknown>) => [name, isDefault]),
    ).toEqual([
      ['northwind', true],
      ['nw_abbr', false],
    ]);
    expect(text).not.toContain('secret');
  });

  it('say whether their catalogue is there, how old it is, and whether a glossary is missing', async () => {
    const api = apiOver({ ...SAMPLE_CATALOG, naming: NAMING });

    const listed = await api.call('GET', '/v1/sources');
    const waiting = await api.call('GET', '/v1/sources/nw_abbr');

    expect(listed.body.sources[0]).toMatchObject({
      catalog: { version: 'abc', builtAt: '2026-05-01T00:00:00.000Z', tables: 4 },
      naming: NAMING,
    });
    expect(waiting.body.catalog).toBeNull();
    expect(waiting.body).not.toHaveProperty('naming');
  });

  it('count only the tables that the caller’s policy shows', async () => {
    const api = apiOver(SAMPLE_CATALOG, ['northwind.orders']);

    const source = await api.call('GET', '/v1/sources/northwind');
    const databases = await api.call('GET', '/v1/sources/northwind/databases');
    const tables = await api.call('GET', '/v1/sources/northwind/tables');
    const hidden = await api.call('GET', '/v1/sources/northwind/tables/northwind.customers');

    expect(source.body.catalog.tables).toBe(1);
    expect(databases.body.databases).toMatchObject([{ name: 'northwind', tables: 1 }]);
    expect(names(tables.body)).toEqual(['northwind.orders']);
    expect(hidden.status).toBe(404);
  });
});

describe('databases', () => {
  it('are the schemas by name, with how many tables and views each has', async () => {
    const [customers, ...others] = SAMPLE_CATALOG.tables;
    const view = { ...customers, name: 'best_customers', kind: 'view' };
    const api = apiOver({ ...SAMPLE_CATALOG, tables: [customers, ...others, view] } as Catalog);

    const { status, body } = await api.call('GET', '/v1/sources/northwind/databases');

    expect(status).toBe(200);
    expect(body.databases).toEqual([
      {
        ...{ name: 'archive', tables: 1, views: 0 },
        links: { tables: '/v1/sources/northwind/tables?database=archive' },
      },
      {
        ...{ name: 'northwind', tables: 3, views: 1 },
        links: { tables: '/v1/sources/northwind/tables?database=northwind' },
      },
    ]);
  });

  it.each(['databases', 'tables', 'tables/orders', 'search'])(
    'wait for the first refresh: %s',
    async (path) => {
      const query: Record<string, string> = path === 'search' ? { q: 'orders' } : {};

      const answer = await createFakeHttpApi().call('GET', `/v1/sources/nw_abbr/${path}`, { query });

      expect([answer.status, answer.body.title]).toEqual([503, 'CatalogNotReady']);
    },
  );
});

describe('tables', () => {
  const call = (query: Record<string, string>, api = createFakeHttpApi()) =>
    api.call('GET', '/v1/sources/northwind/tables', { query });

  it('say what they are', async () => {
    const { body } = await call({});

    expect(body.tables[1]).toEqual({
      table: 'northwind.customers',
      kind: 'table',
      description: 'All customers',
      estimatedRows: 91,
      columns: 1,
      links: { self: '/v1/sources/northwind/tables/northwind.customers' },
    });
  });

  it('come by page in the order of their names, each once', async () => {
    const first = await call({ limit: '3' });
    const second = await call({ limit: '3', cursor: first.body.nextCursor });

    expect(names(first.body)).toEqual(['archive.notes', 'northwind.customers', 'northwind.notes']);
    expect(names(second.body)).toEqual(['northwind.orders']);
    expect(second.body).not.toHaveProperty('nextCursor');
  });

  it('go on behind the last one seen when the catalogue has changed in between', async () => {
    const api = createFakeHttpApi();
    const first = await call({ limit: '2' }, api);
    const tables = SAMPLE_CATALOG.tables.filter(({ name }) => name !== 'customers');
    api.catalogs.set('northwind', { ...SAMPLE_CATALOG, tables });

    const second = await call({ limit: '2', cursor: first.body.nextCursor }, api);

    expect(names(second.body)).toEqual(['northwind.notes', 'northwind.orders']);
  });

  it.each([
    ['their schema', { database: 'archive' }, ['archive.notes']],
    ['a part of their name, in any case', { q: 'NOTE' }, ['archive.notes', 'northwind.notes']],
    ['their description', { q: 'all orders' }, ['northwind.orders']],
    ['both', { database: 'northwind', q: 'notes' }, ['northwind.notes']],
    ['a text that no table has', { q: '%' }, []],
  ])('are filtered by %s', async (_case, query, expected) => {
    expect(names((await call(query)).body)).toEqual(expected);
  });

  it.each<[string, Record<string, string>, string]>([
    ['a page too large', { limit: '201' }, 'query.limit'],
    ['a text that is empty', { q: ' ' }, 'query.q'],
    ['a cursor that is none', { cursor: 'x' }, 'query.cursor'],
  ])('are refused for %s', async (_case, query, field) => {
    const { status, body } = await call(query);

    expect([status, body.errors[0].field]).toEqual([400, field]);
  });

  it('take no cursor of a list with another filter', async () => {
    const { body } = await call({ limit: '1' });

    const { status } = await call({ limit: '1', q: 'notes', cursor: body.nextCursor });

    expect(status).toBe(400);
  });

  it.each(['northwind.customers', 'customers'])(
    'are shown one by one with how they join: %s',
    async (name) => {
      const { status, body } = await createFakeHttpApi().call('GET', `/v1/sources/northwind/tables/${name}`);

      expect(status).toBe(200);
      expect(body).toMatchObject({ schema: 'northwind', name: 'customers', primaryKey: ['id'] });
      expect(body.relationships).toHaveLength(1);
    },
  );
});

describe('search', () => {
  const call = (query: Record<string, string>, api = createFakeHttpApi()) =>
    api.call('GET', '/v1/sources/northwind/search', { query });

  it('finds the tables a question speaks of, best first, with the columns that do', async () => {
    const { status, body } = await call({ q: 'Which customers placed most orders?' });

    expect(status).toBe(200);
    expect(names(body).toSorted()).toEqual(['northwind.customers', 'northwind.orders']);
    expect(body.tables[0].score).toBeGreaterThan(0);
  });

  it('finds nothing that the caller’s policy hides', async () => {
    const api = apiOver(SAMPLE_CATALOG, ['northwind.orders']);

    const { body } = await call({ q: 'Which customers placed most orders?' }, api);

    expect(names(body)).toEqual(['northwind.orders']);
  });

  it('gives as many as asked for, and none is an answer', async () => {
    const one = await call({ q: 'customers and orders', limit: '1' });
    const none = await call({ q: 'weather' });

    expect(one.body.tables).toHaveLength(1);
    expect(none.body.tables).toEqual([]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['no question', {}, 'query.q'],
    ['an empty one', { q: '' }, 'query.q'],
    ['one too long', { q: 'x'.repeat(2_001) }, 'query.q'],
    ['too many tables', { q: 'x', limit: '51' }, 'query.limit'],
  ])('refuses %s', async (_case, query, field) => {
    const { status, body } = await call(query);

    expect([status, body.errors[0].field]).toEqual([400, field]);
  });
});
