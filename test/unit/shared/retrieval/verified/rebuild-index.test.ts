import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { VerifiedQuery } from '../../../../../shared/contracts/verified-query.ts';
import { buildTemplate } from '../../../../../shared/retrieval/verified/build-template.ts';
import { createDynamodbVerifiedQueryStore } from '../../../../../shared/retrieval/verified/dynamodb-verified-query-store.ts';
import { rebuildIndex } from '../../../../../shared/retrieval/verified/rebuild-index.ts';
import { createVerifiedIndexStore } from '../../../../../shared/retrieval/verified/verified-index-store.ts';
import { createVerifiedQueries } from '../../../../../shared/retrieval/verified/verified-queries.ts';
import type { VerifiedQueryStore } from '../../../../../shared/retrieval/verified/verified-query-store.ts';
import { statementParts } from '../../../../../shared/sql-guard/postgres/statement-parts.ts';
import { startTestTable, type TestTable } from '../../../../support/dynalite-table.ts';
import { createMemoryObjectStore } from '../../../../support/memory-object-store.ts';
import { TRADE } from './northwind-values.ts';

const ANN = { id: 'ann', roles: ['admin'], attributes: {} };
const COUNT = { question: 'How many customers are there?', sql: 'SELECT count(*) FROM northwind.customers' };
const SHIPPED = (year: number) => ({
  question: `How many orders were shipped in ${year}?`,
  sql: `SELECT count(*) FROM northwind.orders WHERE shipped_date >= '${year}-01-01' AND shipped_date < '${year + 1}-01-01'`,
});

let table: TestTable;
let store: VerifiedQueryStore;
let sources = 0;

beforeAll(async () => {
  table = await startTestTable();
  store = createDynamodbVerifiedQueryStore(table);
});

afterAll(() => table?.stop());

/** A source of its own for each test, at a clock that ticks a minute for each approval. */
function newSource() {
  const source = `source${sources++}`;
  const started: unknown[] = [];
  let minutes = 0;
  const queries = createVerifiedQueries({
    store,
    verify: async (input) => void started.push(input),
    now: () => new Date(Date.UTC(2026, 0, 1, 0, minutes++)).toISOString(),
  });
  const embedded: string[][] = [];
  const embedding = {
    id: 'm/2',
    embed: async (texts: readonly string[]) => {
      embedded.push([...texts]);
      const vectors = texts.map((text) => Float32Array.of(text.length, 1));
      return { vectors, use: { model: 'm', tokensIn: 1, tokensOut: 0, tokensCached: 0, costUsd: 0 } };
    },
  };
  const objects = createMemoryObjectStore();
  const indexes = createVerifiedIndexStore(objects, store);
  const add = (pair: { question: string; sql: string }) =>
    queries.add({ source, ...pair, origin: 'edit' }, ANN);
  const verified = async (pair: { question: string; sql: string }): Promise<VerifiedQuery> => {
    const query = await add(pair);
    await activate(query);
    return query;
  };
  const rebuild = (catalog = TRADE) => rebuildIndex(source, { store, indexes, embedding, catalog });
  const indexed = async () => (await indexes.read(source))?.entries.map(({ question }) => question);
  return { source, queries, started, embedded, indexes, add, verified, rebuild, indexed };
}

async function activate(query: VerifiedQuery): Promise<boolean> {
  const { tables, columns, literals } = await statementParts(query.sql, TRADE.tables);
  const template = buildTemplate(query.question, literals);
  return store.activate(query, { tables: [...tables], columns: [...columns], template });
}

const withoutColumn = (name: string) => ({
  ...TRADE,
  tables: TRADE.tables.map((each) => ({
    ...each,
    columns: each.columns.filter((column) => column.name !== name),
  })),
});

describe('the record of verified queries', () => {
  it('holds what is added as pending, and starts the machine that verifies it', async () => {
    const { source, queries, started, add } = newSource();

    const added = await add(COUNT);

    expect(added).toMatchObject({ ...COUNT, source, state: 'pending', approvedBy: 'ann', count: 1 });
    expect((await queries.list(source, { limit: 5 })).items).toEqual([added]);
    expect(started).toEqual([{ source, principal: ANN }]);
  });

  it('counts an approval of what is in use, and leaves it in use', async () => {
    const { add, verified } = newSource();
    await verified(COUNT);

    const again = await add({ question: ' how many  customers are there? ', sql: COUNT.sql });

    expect(again).toMatchObject({ state: 'active', count: 2 });
  });

  it('puts what was rejected to the guard again', async () => {
    const { add } = newSource();
    const first = await add(COUNT);
    await store.reject(first, 'UnsafeSql: no');

    const again = await add(COUNT);

    expect(again.state).toBe('pending');
  });

  it('keeps what is proposed out of use until it is approved, and lets a proposal change nothing else', async () => {
    const { source, queries, started, add } = newSource();
    const bob = { id: 'bob', roles: ['analyst'], attributes: {} };
    const propose = () => queries.propose({ source, ...COUNT, origin: 'feedback' }, bob);

    const proposed = await propose();
    const first = [await store.all(source), await activate(proposed), [...started]];
    const approved = await add(COUNT);
    await activate(approved);
    await propose();

    expect(first).toEqual([[proposed], false, []]);
    expect(approved).toMatchObject({ id: proposed.id, state: 'pending', approvedBy: 'ann' });
    expect(await store.all(source)).toMatchObject([{ state: 'active', approvedBy: 'ann' }]);
  });

  it('activates nothing that was submitted anew or taken out meanwhile', async () => {
    const { source, queries, add } = newSource();
    const first = await add(COUNT);
    await add(COUNT);
    const other = await add(SHIPPED(1997));
    await queries.remove(source, other.id, ANN);

    expect([await activate(first), await activate(other)]).toEqual([false, false]);
  });

  it('no longer shows what was removed, until it is added again', async () => {
    const { source, queries, verified, add } = newSource();
    const { id } = await verified(COUNT);

    const removed = [await queries.remove(source, id, ANN), await queries.remove(source, id, ANN)];
    const after = [await store.all(source), await queries.find(source, id)];
    await add(COUNT);

    expect(removed).toEqual([true, false]);
    expect(after).toEqual([[], undefined]);
    expect(await queries.find(source, id)).toMatchObject(COUNT);
    expect((await store.all(source)).map(({ state }) => state)).toEqual(['pending']);
  });

  it('is listed page by page', async () => {
    const { source, queries, add } = newSource();
    for (const year of [1995, 1996, 1997]) await add(SHIPPED(year));

    const first = await queries.list(source, { limit: 2 });
    const second = await queries.list(source, { limit: 2, cursor: first.cursor ?? '' });

    expect(first.items).toHaveLength(2);
    expect([...first.items, ...second.items].map(({ question }) => question).sort()).toEqual(
      [1995, 1996, 1997].map((year) => SHIPPED(year).question),
    );
    expect(second.cursor).toBeUndefined();
  });

  it('takes a file in, line by line, for the sources that may be used', async () => {
    const { source, queries, started } = newSource();
    const text = [
      '{"question": "A?", "sql": "SELECT 1"}',
      'no',
      '{"question": "B?", "sql": "SELECT 2", "source": "other"}',
    ].join('\n');

    const outcome = await queries.importFile(
      { source, format: 'jsonl', text },
      ANN,
      (name) => name === source,
    );

    expect(outcome).toEqual({
      accepted: 1,
      errors: [
        { line: 2, message: 'This line is not JSON.' },
        { line: 3, message: 'There is no source "other".' },
      ],
    });
    expect(started).toEqual([{ source, principal: ANN }]);
  });
});

describe('rebuildIndex', () => {
  it('writes an index of what is in use, and embeds only what the last one had not', async () => {
    const { embedded, add, verified, rebuild, indexed } = newSource();
    await verified(COUNT);
    await add({ question: 'Pending?', sql: 'SELECT 1' });
    await rebuild();
    await verified(SHIPPED(1997));

    const entries = await rebuild();

    expect(entries).toBe(2);
    expect((await indexed())?.sort()).toEqual([COUNT.question, SHIPPED(1997).question]);
    expect(embedded).toEqual([['how many customer'], ['how many order shipped 1997']]);
  });

  it('writes nothing for a source without verified queries', async () => {
    const { rebuild, indexed, indexes, source } = newSource();

    await rebuild();

    expect(await indexed()).toBeUndefined();
    expect(await indexes.load(source)).toBeUndefined();
  });

  it('merges what differs in parameters alone: the newest stays, with all approvals', async () => {
    const { source, verified, rebuild, indexed } = newSource();
    await verified(SHIPPED(1996));
    await verified({ ...SHIPPED(1997), sql: SHIPPED(1997).sql.replace(' WHERE', '\n  where') });
    await verified({ ...SHIPPED(1995), sql: `${SHIPPED(1995).sql} AND freight > 0` });

    await rebuild();

    expect((await indexed())?.sort()).toEqual([SHIPPED(1995).question, SHIPPED(1997).question]);
    const counts = (await store.all(source)).map(({ question, count }) => [question, count]);
    expect(Object.fromEntries(counts)).toEqual({ [SHIPPED(1997).question]: 2, [SHIPPED(1995).question]: 1 });
  });

  it('marks what a change of schema affects, and takes it back when the column is there again', async () => {
    const { source, verified, rebuild, indexed } = newSource();
    await verified(COUNT);
    await verified(SHIPPED(1997));
    const stateOfShipped = async () =>
      (await store.all(source)).find(({ question }) => question === SHIPPED(1997).question);

    await rebuild(withoutColumn('shipped_date'));
    const gone = { query: await stateOfShipped(), indexed: await indexed() };
    await rebuild();

    expect(gone.query).toMatchObject({ state: 'affected', reason: expect.stringContaining('gone') });
    expect(gone.indexed).toEqual([COUNT.question]);
    expect(await stateOfShipped()).toMatchObject({ state: 'active' });
    expect(await indexed()).toHaveLength(2);
  });

  it('has all changes in the last index, also those made while it was being written', async () => {
    const { source, verified, indexes, indexed } = newSource();
    await verified(COUNT);
    let meanwhile = async () => void (await verified(SHIPPED(1997)));
    const embedding = {
      id: 'm/2',
      embed: async (texts: readonly string[]) => {
        await meanwhile();
        meanwhile = async () => {};
        const vectors = texts.map(() => Float32Array.of(1, 0));
        return { vectors, use: { model: 'm', tokensIn: 1, tokensOut: 0, tokensCached: 0, costUsd: 0 } };
      },
    };

    await rebuildIndex(source, { store, indexes, embedding, catalog: TRADE });

    expect(await indexed()).toHaveLength(2);
  });
});
