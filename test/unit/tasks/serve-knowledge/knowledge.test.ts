import { describe, expect, it } from '@jest/globals';
import type { Catalog } from '../../../../shared/contracts/catalog.ts';
import { ANALYST, CURATOR, createFakeHttpApi, SAMPLE_DOCUMENT } from '../../../support/fake-http-api.ts';
import { SAMPLE_CATALOG } from '../../../support/sample-catalog.ts';

const SOURCE = '/v1/sources/northwind';
const GLOSSARY = `${SOURCE}/glossary`;
const RELATIONSHIPS = `${SOURCE}/relationships`;
const asCurator = { principal: CURATOR };

const ORDERS = { kind: 'table', table: 'northwind.orders', description: 'What was bought' };
const CUSTOMER_ID = { kind: 'column', table: 'northwind.customers', column: 'id', sampleValues: ['ALFKI'] };
const HEADCOUNT = { kind: 'metric', name: 'Headcount', sql: 'count(*)', tables: ['northwind.customers'] };
const CANDIDATE = {
  ...{ table: 'northwind.notes', columns: ['id'], refTable: 'northwind.orders', refColumns: ['id'] },
  ...{ score: 0.8, evidence: 'Names and types match.' },
};
const { score: _score, evidence: _evidence, ...JOIN } = CANDIDATE;

type Api = ReturnType<typeof createFakeHttpApi>;

const put = (api: Api, path: string, body: object, more: object = {}) =>
  api.call('PUT', path, { ...asCurator, body, ...more });

/** The API over a source whose one policy is this. */
function apiWith(policy: object) {
  const api = createFakeHttpApi();
  const northwind = {
    ...SAMPLE_DOCUMENT.sources.northwind,
    policies: [{ name: 'some', roles: ['analyst'], ...policy }],
  };
  api.configure({ ...SAMPLE_DOCUMENT, sources: { ...SAMPLE_DOCUMENT.sources, northwind } }, 'v2');
  return api;
}

describe('the glossary', () => {
  it('keeps what a curator says, with who and when, and has the catalogue take it over', async () => {
    const api = createFakeHttpApi();

    const kept = await put(api, GLOSSARY, ORDERS);
    const shown = await api.call('GET', GLOSSARY);

    expect(kept.status).toBe(200);
    expect(kept.headers.etag).toBe('"1"');
    expect(kept.body).toEqual({
      ...{ id: 'table:northwind.orders', entry: ORDERS, revision: 1 },
      ...{ by: 'cur', at: '2026-05-04T10:00:00.000Z' },
      links: { self: `${GLOSSARY}/table%3Anorthwind.orders` },
    });
    expect(shown.body).toEqual({ source: 'northwind', entries: [kept.body], metrics: [] });
    expect(api.started).toEqual([['northwind', 'knowledge']]);
    expect(api.lines).toContainEqual(
      expect.objectContaining({ audit: 'GlossaryEdited', entry: 'table:northwind.orders' }),
    );
  });

  it('takes an entry back by its id, once', async () => {
    const api = createFakeHttpApi();
    const { body } = await put(api, GLOSSARY, CUSTOMER_ID);

    const removed = await api.call('DELETE', body.links.self, asCurator);
    const again = await api.call('DELETE', body.links.self, asCurator);
    const shown = await api.call('GET', GLOSSARY);

    expect([removed.status, again.status]).toEqual([204, 404]);
    expect(shown.body.entries).toEqual([]);
  });

  it('shows the metrics in force', async () => {
    const api = createFakeHttpApi();
    const metric = { name: 'headcount', synonyms: [], definition: '', sql: 'count(*)', tables: [] };
    api.catalogs.set('northwind', { ...SAMPLE_CATALOG, metrics: [metric] });

    const { body } = await api.call('GET', GLOSSARY);

    expect(body.metrics).toEqual([metric]);
  });

  it.each<[string, object, string, number]>([
    ['its own ETag', { 'if-match': '"1"' }, '"2"', 200],
    ['the ETag of another time', { 'if-match': '"7"' }, '', 412],
    ['the wish that there be none', { 'if-none-match': '*' }, '', 412],
  ])('is changed for a call with %s only when it holds', async (_case, headers, etag, status) => {
    const api = createFakeHttpApi();
    await put(api, GLOSSARY, ORDERS);

    const answer = await put(api, GLOSSARY, { ...ORDERS, description: 'Else' }, { headers });

    expect([answer.status, answer.headers.etag ?? '']).toEqual([status, etag]);
  });

  it.each<[string, object, string]>([
    ['a kind there is not', { kind: 'view', table: 'northwind.orders' }, 'kind'],
    ['a table there is not', { ...ORDERS, table: 'northwind.nothing' }, 'table'],
    ['a table without its schema', { ...ORDERS, table: 'orders' }, 'table'],
    ['a column there is not', { ...CUSTOMER_ID, column: 'phone' }, 'column'],
    ['a field there is not', { ...ORDERS, sensitive: true }, 'sensitive'],
    ['a description too long', { ...ORDERS, description: 'x'.repeat(2_001) }, 'description'],
    ['a metric over a table there is not', { ...HEADCOUNT, tables: ['northwind.x'] }, 'tables.0'],
    ['a metric without its expression', { kind: 'metric', name: 'x' }, 'sql'],
  ])('refuses %s and names the field', async (_case, entry, field) => {
    const api = createFakeHttpApi();

    const { status, body } = await put(api, GLOSSARY, entry);

    expect([status, body.errors.map((each: { field: string }) => each.field)]).toEqual([400, [field]]);
    expect(api.started).toEqual([]);
  });

  it('refuses an ETag that is none', async () => {
    const { status, body } = await put(createFakeHttpApi(), GLOSSARY, ORDERS, {
      headers: { 'if-match': '1' },
    });

    expect([status, body.errors[0].field]).toEqual([400, 'header.if-match']);
  });

  it('shows and lets change only what the policy shows', async () => {
    const api = createFakeHttpApi();
    for (const entry of [ORDERS, CUSTOMER_ID, HEADCOUNT]) await put(api, GLOSSARY, entry);
    const northwind = {
      ...SAMPLE_DOCUMENT.sources.northwind,
      policies: [{ name: 'some', roles: ['analyst'], tables: { deny: ['northwind.customers'] } }],
    };
    api.configure({ ...SAMPLE_DOCUMENT, sources: { ...SAMPLE_DOCUMENT.sources, northwind } }, 'v2');
    await api.clock.sleep(120_000);

    const shown = await api.call('GET', GLOSSARY);
    const removed = await api.call('DELETE', `${GLOSSARY}/column:northwind.customers.id`, asCurator);
    const changed = await put(api, GLOSSARY, CUSTOMER_ID);
    const replaced = await put(api, GLOSSARY, { ...HEADCOUNT, tables: [] });

    expect(shown.body.entries.map(({ id }: { id: string }) => id)).toEqual(['table:northwind.orders']);
    expect([removed.status, changed.status, replaced.status]).toEqual([404, 400, 403]);
  });

  it('keeps sample values from who sees only some of the rows', async () => {
    const api = apiWith({
      tables: { allow: ['northwind.customers'] },
      rowFilters: [{ table: 'northwind.customers', column: 'id', attribute: 'tenant' }],
    });
    await put(api, GLOSSARY, CUSTOMER_ID);

    const { body, text } = await api.call('GET', GLOSSARY);

    expect(body.entries).toHaveLength(1);
    expect(text).not.toContain('ALFKI');
  });
});

describe('relationships', () => {
  const found = async (api: Api, principal = CURATOR) =>
    (await api.call('GET', RELATIONSHIPS, { principal })).body;

  /** The catalogue as it is when it has taken over what was edited. */
  const takeOver = (api: Api, relationships: Catalog['relationships']) =>
    api.catalogs.set('northwind', { ...SAMPLE_CATALOG, relationships });

  it('are shown with where they come from, to curators with what is likely and what was edited', async () => {
    const api = createFakeHttpApi();
    api.candidates.set('northwind', [CANDIDATE]);

    const [curator, analyst] = [await found(api), await found(api, ANALYST)];

    expect(analyst).toEqual({
      source: 'northwind',
      relationships: [{ id: expect.any(String), ...SAMPLE_CATALOG.relationships[0] }],
    });
    expect(curator).toEqual({
      ...analyst,
      candidates: [{ id: expect.any(String), ...CANDIDATE }],
      edits: [],
    });
  });

  it('are added or confirmed by a curator', async () => {
    const api = createFakeHttpApi();

    const kept = await put(api, RELATIONSHIPS, JOIN);

    expect(kept.status).toBe(200);
    expect(kept.body).toMatchObject({ relationship: JOIN, verdict: 'confirmed', by: 'cur', revision: 1 });
    expect((await found(api)).edits).toEqual([kept.body]);
    expect(api.started).toEqual([['northwind', 'knowledge']]);
  });

  it('that nothing can be joined by are refused', async () => {
    const { status, body } = await put(createFakeHttpApi(), RELATIONSHIPS, {
      ...{ table: 'northwind.orders', columns: ['id'] },
      ...{ refTable: 'northwind.orders', refColumns: ['id'] },
    });

    expect([status, body.detail]).toEqual([400, 'refColumns: northwind.orders (id) is joined with itself.']);
  });

  it('that only an edit speaks for are removed', async () => {
    const api = createFakeHttpApi();
    const { body } = await put(api, RELATIONSHIPS, JOIN);
    takeOver(api, [...SAMPLE_CATALOG.relationships, { ...JOIN, origin: 'edit' }]);

    const { status } = await api.call('DELETE', body.links.self, asCurator);

    expect(status).toBe(204);
    expect((await found(api)).edits).toEqual([]);
  });

  it.each(['relationships', 'candidates'])('of the %s are hidden, and brought back by PUT', async (list) => {
    const api = createFakeHttpApi();
    if (list === 'candidates') api.candidates.set('northwind', [CANDIDATE]);
    takeOver(api, list === 'candidates' ? [] : [{ ...JOIN, origin: 'foreign-key' }]);
    const [first] = (await found(api))[list];
    const path = `${RELATIONSHIPS}/${first.id}`;

    const statuses = [await api.call('DELETE', path, asCurator), await api.call('DELETE', path, asCurator)];
    const hidden = await found(api);
    const { table, columns, refTable, refColumns } = first;
    await put(api, RELATIONSHIPS, { table, columns, refTable, refColumns });

    expect(statuses.map(({ status }) => status)).toEqual([204, 204]);
    expect(hidden.edits).toMatchObject([{ id: first.id, verdict: 'hidden' }]);
    expect((await found(api)).edits).toMatchObject([{ id: first.id, verdict: 'confirmed' }]);
  });

  it.each<[string, object, string]>([
    ['a table there is not', { ...JOIN, refTable: 'northwind.nothing' }, 'refTable'],
    ['a column there is not', { ...JOIN, columns: ['order_id'] }, 'columns'],
    ['sides of different length', { ...JOIN, refColumns: ['id', 'id'] }, 'refColumns'],
    ['no columns', { ...JOIN, columns: [], refColumns: [] }, 'columns'],
  ])('refuse %s and name the field', async (_case, join, field) => {
    const { status, body } = await put(createFakeHttpApi(), RELATIONSHIPS, join);

    expect([status, body.errors[0].field]).toEqual([400, field]);
  });

  it('are changed with an ETag only when it holds', async () => {
    const api = createFakeHttpApi();
    await put(api, RELATIONSHIPS, JOIN);

    const { status, body } = await put(api, RELATIONSHIPS, JOIN, { headers: { 'if-match': '"4"' } });

    expect([status, body.title]).toEqual([412, 'EditConflict']);
  });

  it('with a side that the policy hides are not there', async () => {
    const api = apiWith({ tables: { deny: ['northwind.customers', 'northwind.notes'] } });
    api.candidates.set('northwind', [CANDIDATE]);
    const open = createFakeHttpApi();
    open.candidates.set('northwind', [CANDIDATE]);
    const [hidden] = (await found(open)).candidates;

    const shown = await found(api);
    const removed = await api.call('DELETE', `${RELATIONSHIPS}/${hidden.id}`, asCurator);

    expect(shown).toEqual({ source: 'northwind', relationships: [], candidates: [], edits: [] });
    expect(removed.status).toBe(404);
  });
});

describe('a refresh', () => {
  it('is started by a curator, who is told where to follow it', async () => {
    const api = createFakeHttpApi();

    const { status, headers, body } = await api.call('POST', `${SOURCE}/refresh`, asCurator);

    expect(status).toBe(202);
    expect(headers.location).toMatch(/\/v1\/sources\/northwind\/refresh$/);
    expect(body.links.status).toBe(`${SOURCE}/refresh`);
    expect(api.started).toEqual([['northwind', 'all']]);
  });

  const STATUS = {
    running: true,
    lastSuccess: { at: '2026-05-01T00:00:00.000Z', version: 'abc' },
    problems: [{ file: 'tables.csv', message: 'There is no table secrets.' }],
  };

  it('says how it goes, and what could not be used', async () => {
    const api = createFakeHttpApi();
    api.statuses.set('northwind', STATUS);

    const { body } = await api.call('GET', `${SOURCE}/refresh`, asCurator);

    expect(body).toEqual(STATUS);
  });

  it('tells a curator who sees only a part nothing of the rest', async () => {
    const api = apiWith({ tables: { allow: ['northwind.orders'] } });
    api.statuses.set('northwind', STATUS);

    const { body } = await api.call('GET', `${SOURCE}/refresh`, asCurator);

    expect(body).toEqual({ ...STATUS, problems: [] });
  });
});

describe('the role curator', () => {
  it.each([
    ['PUT', GLOSSARY, ORDERS],
    ['DELETE', `${GLOSSARY}/table:northwind.orders`, undefined],
    ['PUT', RELATIONSHIPS, JOIN],
    ['DELETE', `${RELATIONSHIPS}/abc`, undefined],
    ['POST', `${SOURCE}/refresh`, undefined],
    ['GET', `${SOURCE}/refresh`, undefined],
  ])('is asked for by %s %s', async (method, path, body) => {
    const { status, body: refused } = await createFakeHttpApi().call(method, path, body && { body });

    expect([status, refused.title, refused.detail]).toEqual([
      ...[403, 'NotAuthorised'],
      'This call needs the role curator.',
    ]);
  });

  it('shows no source by itself: the policies decide that', async () => {
    const principal = { id: 'x', roles: ['curator'], attributes: {} };

    const answer = await createFakeHttpApi().call('PUT', GLOSSARY, { principal, body: ORDERS });

    expect([answer.status, answer.body.title]).toEqual([404, 'SourceNotFound']);
  });
});
