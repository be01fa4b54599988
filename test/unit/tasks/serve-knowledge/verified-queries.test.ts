import { describe, expect, it } from '@jest/globals';
import type { VerifiedQuery } from '../../../../shared/contracts/verified-query.ts';
import { CURATOR, createFakeHttpApi, SAMPLE_DOCUMENT } from '../../../support/fake-http-api.ts';

const PATH = '/v1/verified-queries';
const OF_NORTHWIND = { source: 'northwind' };
const asCurator = { principal: CURATOR };
const PAIR = { source: 'northwind', question: 'How many orders?', sql: 'SELECT count(*) FROM orders' };

type Api = ReturnType<typeof createFakeHttpApi>;

const add = (api: Api, body: object = PAIR) => api.call('POST', PATH, { ...asCurator, body });
const list = (api: Api, query: Record<string, string> = {}) =>
  api.call('GET', PATH, { ...asCurator, query: { ...OF_NORTHWIND, ...query } });
const send = (api: Api, body: string, type?: string) =>
  api.call('POST', `${PATH}/import`, {
    ...{ ...asCurator, query: OF_NORTHWIND, body },
    ...(type && { headers: { 'content-type': type } }),
  });

describe('a verified query', () => {
  it('is added, pending, with who approved it and when', async () => {
    const api = createFakeHttpApi();

    const { status, headers, body } = await add(api);

    expect(status).toBe(202);
    expect(body).toEqual({
      ...PAIR,
      id: expect.stringMatching(/^vq_/),
      ...{ state: 'pending', origin: 'edit', count: 1 },
      ...{ approvedBy: 'cur', approvedAt: '2026-05-04T10:00:00.000Z' },
      links: { self: `${PATH}/${body.id}?source=northwind` },
    });
    expect(headers.location).toContain(body.links.self);
    expect(api.lines).toContainEqual(
      expect.objectContaining({ audit: 'VerifiedQueryAdded', query: body.id }),
    );
  });

  it('is read and removed by its id', async () => {
    const api = createFakeHttpApi();
    const { body: added } = await add(api);
    const one = { ...asCurator, query: OF_NORTHWIND };

    const read = await api.call('GET', `${PATH}/${added.id}`, one);
    const removed = await api.call('DELETE', `${PATH}/${added.id}`, one);
    const again = await api.call('DELETE', `${PATH}/${added.id}`, one);

    expect(read.body).toEqual(added);
    expect([removed.status, again.status]).toEqual([204, 404]);
  });

  it.each<[string, object, string]>([
    ['no source', { ...PAIR, source: undefined }, 'source'],
    ['an empty question', { ...PAIR, question: ' ' }, 'question'],
    ['no SQL', { ...PAIR, sql: '' }, 'sql'],
    ['SQL too long', { ...PAIR, sql: 'x'.repeat(8_001) }, 'sql'],
    ['a state', { ...PAIR, state: 'active' }, 'state'],
  ])('is refused with %s', async (_case, body, field) => {
    const answer = await add(createFakeHttpApi(), body);

    expect([answer.status, answer.body.errors[0].field]).toEqual([400, field]);
  });

  it.each([
    ['POST', PATH, { body: PAIR }],
    ['GET', PATH, { query: OF_NORTHWIND }],
    ['POST', `${PATH}/import`, { query: OF_NORTHWIND, body: 'question,sql' }],
    ['GET', `${PATH}/vq_1`, { query: OF_NORTHWIND }],
    ['DELETE', `${PATH}/vq_1`, { query: OF_NORTHWIND }],
  ])('is a curator’s: %s %s', async (method, path, options) => {
    const { status, body } = await createFakeHttpApi().call(method, path, {
      ...options,
      ...(path.endsWith('import') && { headers: { 'content-type': 'text/csv' } }),
    });

    expect([status, body.title]).toEqual([403, 'NotAuthorised']);
  });

  it('is not added to a source there is not', async () => {
    const { status, body } = await add(createFakeHttpApi(), { ...PAIR, source: 'nowhere' });

    expect([status, body.title]).toEqual([404, 'SourceNotFound']);
  });
});

describe('a list of verified queries', () => {
  it('comes by page, of one source', async () => {
    const api = createFakeHttpApi();
    for (const question of ['One?', 'Two?', 'Three?']) await add(api, { ...PAIR, question });
    await add(api, { ...PAIR, source: 'nw_abbr' });

    const first = await list(api, { limit: '2' });
    const second = await list(api, { limit: '2', cursor: first.body.nextCursor });
    const other = await list(api, { source: 'nw_abbr', cursor: first.body.nextCursor });

    const ids = [...first.body.queries, ...second.body.queries].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(second.body).not.toHaveProperty('nextCursor');
    expect(other.status).toBe(400);
  });

  it('holds what the policy shows, and what the caller approved', async () => {
    const api = createFakeHttpApi();
    const kept = (id: string, fields: Partial<VerifiedQuery>) =>
      api.verified.set(id, {
        ...{ id, ...PAIR, dialect: 'postgres', state: 'active', origin: 'edit', count: 1 },
        ...{ approvedBy: 'ann', approvedAt: '2026-05-01T00:00:00.000Z' },
        ...fields,
      });
    kept('vq_1', { tables: ['northwind.orders'], columns: ['northwind.orders.id'] });
    kept('vq_2', { tables: ['northwind.customers'], columns: [] });
    kept('vq_3', { tables: ['northwind.orders'], columns: ['northwind.orders.secret'] });
    kept('vq_4', { state: 'pending' });
    kept('vq_5', { state: 'pending', approvedBy: 'cur' });
    kept('vq_6', { tables: ['northwind.notes'], columns: [] });
    const policy = {
      ...{ name: 'some', roles: ['analyst'] },
      tables: { allow: ['northwind.orders', 'northwind.notes'] },
      columns: { 'northwind.orders': { deny: ['secret'] } },
      rowFilters: [{ table: 'northwind.notes', column: 'id', attribute: 'tenant' }],
    };
    const northwind = { ...SAMPLE_DOCUMENT.sources.northwind, policies: [policy] };
    api.configure({ ...SAMPLE_DOCUMENT, sources: { ...SAMPLE_DOCUMENT.sources, northwind } }, 'v2');

    const { body } = await list(api);
    const removed = await api.call('DELETE', `${PATH}/vq_2`, { ...asCurator, query: OF_NORTHWIND });

    expect(body.queries.map(({ id }: { id: string }) => id)).toEqual(['vq_1', 'vq_5']);
    expect(removed.status).toBe(404);
  });
});

describe('a file of verified queries', () => {
  it.each([
    ['CSV', 'text/csv; charset=utf-8', 'question,sql\nOne?,SELECT 1\nTwo?,\n'],
    ['JSON lines', 'application/x-ndjson', '{"question": "One?", "sql": "SELECT 1"}\nno\n'],
  ])('as %s is taken line by line, and the wrong ones are named', async (_case, type, text) => {
    const api = createFakeHttpApi();

    const { status, body } = await send(api, text, type);
    const listed = await list(api);

    expect(status).toBe(202);
    expect(body).toMatchObject({ accepted: 1, errors: [{ message: expect.any(String) }] });
    expect(listed.body.queries).toMatchObject([{ question: 'One?', sql: 'SELECT 1', origin: 'import' }]);
  });

  it('takes no line for a source the caller may not see', async () => {
    const { body } = await send(createFakeHttpApi(), 'question,sql,source\nA?,SELECT 1,\nB?,SELECT 2,x');

    expect(body).toEqual({ accepted: 1, errors: [{ line: 3, message: 'There is no source "x".' }] });
  });

  it.each<[string, string, string | undefined, number, string]>([
    ['of another type', '{}', 'application/json', 415, 'UnsupportedMediaType'],
    ['in another encoding', 'question,sql', 'text/csv; charset=latin1', 415, 'UnsupportedMediaType'],
    ['that is empty', '', 'text/csv', 400, 'InvalidRequest'],
    ['without the columns', 'a,b\n1,2', 'text/csv', 400, 'InvalidRequest'],
    ['without a line', 'question,sql\n', undefined, 400, 'InvalidRequest'],
    ['over 64 KiB', 'x'.repeat(65_537), 'text/csv', 413, 'PayloadTooLarge'],
  ])('%s is refused whole', async (_case, text, type, status, title) => {
    const answer = await send(createFakeHttpApi(), text, type);

    expect([answer.status, answer.body.title]).toEqual([status, title]);
  });
});
