import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, apiClient } from './support/client.ts';
import { type RunningStack, runStack } from './support/running-stack.ts';

const SOURCE = '/v1/sources/nw_abbr';
const VERIFIED = '/v1/verified-queries';
const PATIENCE_MS = 30_000;

let running: RunningStack;
let analyst: ReturnType<typeof apiClient>['call'];

beforeAll(async () => {
  running = await runStack();
  const { body } = await call('POST', '/v1/keys', { principalId: 'ana', roles: ['analyst'] });
  analyst = apiClient(running.stack.url, String(body.key)).call;
});

afterAll(() => running?.stop());

const call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  running.api.call(method, path, body, headers);

/** Looks again until it is as wished. */
async function eventually(look: () => Promise<Answer>, wished: (answer: Answer) => boolean): Promise<Answer> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await look();
    if (wished(answer)) return answer;
    if (Date.now() > until) throw new Error(`Still ${JSON.stringify(answer.body).slice(0, 2_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

// Bodies are typed for one question; each test says which fields it expects.
const rows = (answer: Answer, list: string) => answer.body[list] as Record<string, unknown>[];

describe('a source', () => {
  it('says how old its catalogue is, which schemas it has and how many tables', async () => {
    const sources = await analyst('GET', '/v1/sources');
    const databases = await analyst('GET', `${SOURCE}/databases`);

    expect(rows(sources, 'sources')).toMatchObject([
      {
        name: 'northwind',
        catalog: { builtAt: expect.any(String), tables: 14 },
        naming: { style: 'descriptive' },
      },
      { name: 'nw_abbr', catalog: { tables: 14 }, naming: { style: 'cryptic', glossaryMissing: false } },
    ]);
    expect(rows(databases, 'databases')).toMatchObject([{ name: 'nw_abbr', tables: 14, views: 0 }]);
  });

  it('lists its tables by page and by a word of their descriptions', async () => {
    const first = await analyst('GET', `${SOURCE}/tables?limit=10`);
    const rest = await analyst('GET', `${SOURCE}/tables?limit=10&cursor=${first.body.nextCursor}`);
    const found = await analyst('GET', `${SOURCE}/tables?q=customer`);

    const tables = [...rows(first, 'tables'), ...rows(rest, 'tables')].map(({ table }) => table);
    expect(tables).toEqual([...new Set(tables)].sort());
    expect(tables).toHaveLength(14);
    expect(rows(found, 'tables').map(({ table }) => table)).toContain('nw_abbr.t_cust_mst');
  });

  it('shows a table with its columns, what is known of them, and how it joins', async () => {
    const { body } = await analyst('GET', `${SOURCE}/tables/t_cust_mst`);

    expect(body).toMatchObject({ schema: 'nw_abbr', name: 't_cust_mst', estimatedRows: 91 });
    expect(body.columns).toContainEqual(expect.objectContaining({ name: 'cmpny_nm', distinct: 91 }));
    expect(body.relationships).not.toEqual([]);
  });

  it('finds the tables that a question speaks of', async () => {
    const { body } = await analyst('GET', `${SOURCE}/search?q=${encodeURIComponent('customers in Germany')}`);

    expect((body.tables as { table: string }[])[0]?.table).toBe('nw_abbr.t_cust_mst');
  });
});

describe('the glossary', () => {
  const ENTRY = {
    ...{ kind: 'column', table: 'nw_abbr.t_cust_mst', column: 'cmpny_nm' },
    ...{ description: 'Legal name', synonyms: ['firm name'] },
  };
  const column = async () => {
    const answer = await analyst('GET', `${SOURCE}/tables/t_cust_mst`);
    const columns = answer.body.columns as unknown as Record<string, unknown>[];
    return { ...answer, body: { ...answer.body, found: columns.find(({ name }) => name === ENTRY.column) } };
  };
  const described = (text: string) => (answer: Answer) => Object(answer.body.found).description === text;

  it('is edited by a curator, is taken over by the catalogue, and can be taken back', async () => {
    const before = String(Object((await column()).body.found).description);

    const kept = await call('PUT', `${SOURCE}/glossary`, ENTRY);
    const after = await eventually(column, described('Legal name'));
    const shown = await analyst('GET', `${SOURCE}/glossary`);
    const stale = await call('PUT', `${SOURCE}/glossary`, ENTRY, { 'if-match': '"7"' });
    const removed = await call('DELETE', String(kept.body.links.self));
    await eventually(column, described(before));

    expect([kept.status, stale.status, removed.status]).toEqual([200, 412, 204]);
    expect(kept.headers.get('etag')).toBe('"1"');
    expect(after.body.found).toMatchObject({ synonyms: ['firm name'] });
    expect(rows(shown, 'entries')).toMatchObject([{ entry: ENTRY, revision: 1 }]);
  });

  it('is not for analysts to edit', async () => {
    const answers = await Promise.all([
      analyst('PUT', `${SOURCE}/glossary`, ENTRY),
      analyst('POST', `${SOURCE}/refresh`),
      analyst('GET', `${VERIFIED}?source=nw_abbr`),
    ]);

    expect(answers.map(({ status, body }) => [status, body.title])).toEqual(
      answers.map(() => [403, 'NotAuthorised']),
    );
  });
});

describe('relationships', () => {
  const JOIN = {
    ...{ table: 'northwind.suppliers', columns: ['city'] },
    ...{ refTable: 'northwind.customers', refColumns: ['city'] },
  };
  const path = '/v1/sources/northwind/relationships';
  const look = () => analyst('GET', path);
  const has = (wanted: object) => (answer: Answer) =>
    rows(answer, 'relationships').some((each) =>
      Object.entries(wanted).every(([name, value]) => JSON.stringify(each[name]) === JSON.stringify(value)),
    );

  it('are added and removed; those of the database are hidden and brought back', async () => {
    const added = await call('PUT', path, JOIN);
    await eventually(look, has({ ...JOIN, origin: 'edit' }));
    const removed = await call('DELETE', String(added.body.links.self));
    await eventually(look, (answer) => !has(JOIN)(answer));

    const [foreign] = rows(await look(), 'relationships');
    const { id, origin: _origin, ...join } = Object(foreign);
    const hidden = await call('DELETE', `${path}/${id}`);
    await eventually(look, (answer) => !has(join)(answer));
    const back = await call('PUT', path, join);
    await eventually(look, has(join));

    expect([added, removed, hidden, back].map(({ status }) => status)).toEqual([200, 204, 204, 200]);
  });
});

describe('a refresh', () => {
  it('reads the database again: a new table is there', async () => {
    const { Client } = await import('pg');
    const client = new Client({ connectionString: running.adminUrl });
    await client.connect();
    try {
      await client.query('CREATE TABLE northwind.returns (return_id int PRIMARY KEY)');
      await client.query('GRANT SELECT ON ALL TABLES IN SCHEMA northwind TO PUBLIC');
    } finally {
      await client.end();
    }

    const started = await call('POST', '/v1/sources/northwind/refresh');
    const table = await eventually(
      () => analyst('GET', '/v1/sources/northwind/tables/returns'),
      ({ status }) => status === 200,
    );
    const status = await call('GET', String(started.headers.get('location')).replace(/^.*\/v1/, '/v1'));

    expect(started.status).toBe(202);
    expect(table.body).toMatchObject({ name: 'returns', primaryKey: ['return_id'] });
    expect(status.body).toMatchObject({ lastSuccess: { version: expect.any(String) }, problems: [] });
  });
});

describe('verified queries', () => {
  const PAIR = {
    source: 'northwind',
    question: 'How many suppliers do we have?',
    sql: 'SELECT count(*) AS suppliers FROM northwind.suppliers',
  };

  it('are approved, then answer their question, until they are removed', async () => {
    const added = await call('POST', VERIFIED, PAIR);
    const self = String(added.body.links.self);
    await eventually(
      () => call('GET', self),
      ({ body }) => String(body.state) === 'active',
    );
    const answered = await running.api.ask(PAIR.question, { source: 'northwind' });
    const removed = await call('DELETE', self);
    const gone = await call('GET', self);

    expect([added.status, removed.status, gone.status]).toEqual([202, 204, 404]);
    expect(answered).toMatchObject({ status: 'ANSWERED', rowCount: 1 });
  });

  it('are imported from a file; what the guard refuses is kept with the reason', async () => {
    const file =
      'question,sql\nHow many shippers?,SELECT count(*) FROM northwind.shippers\nDrop?,DROP TABLE x\nNo sql,\n';

    const imported = await call('POST', `${VERIFIED}/import?source=northwind`, file, {
      'content-type': 'text/csv',
    });
    const listed = await eventually(
      () => call('GET', `${VERIFIED}?source=northwind`),
      (answer) => rows(answer, 'queries').every(({ state }) => state !== 'pending'),
    );

    expect(imported.status).toBe(202);
    expect(imported.body).toMatchObject({ accepted: 2, errors: [{ line: 4 }] });
    expect(
      Object.fromEntries(rows(listed, 'queries').map(({ question, state }) => [question, state])),
    ).toEqual({ 'How many shippers?': 'active', 'Drop?': 'rejected' });
  });
});
